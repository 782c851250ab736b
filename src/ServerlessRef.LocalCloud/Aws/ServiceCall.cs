using ServerlessRef.LocalCloud.Aws.Iam;

namespace ServerlessRef.LocalCloud.Aws;

/// <summary>A call its service has understood: what it needs permission for, and how to carry it out.</summary>
/// <param name="Action">As the call log shows it, for example <c>dynamodb:TransactWriteItems</c>.</param>
/// <param name="Checks">Every permission it needs.</param>
/// <param name="ExecuteAsync">Runs only when all of them are granted.</param>
internal sealed record ServiceCall(string Action, IReadOnlyList<IamCheck> Checks, Func<Task<AwsResponse>> ExecuteAsync)
{
    public IReadOnlyList<string> Resources { get; } = [.. Checks.Select(check => check.Resource).Distinct()];
}
