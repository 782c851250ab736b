namespace ServerlessRef.LocalCloud.Observation;

/// <summary>One AWS call a function made through the front.</summary>
/// <param name="Sequence">Rises by one per call.</param>
/// <param name="Action">IAM action, for example <c>dynamodb:PutItem</c>. A transaction is recorded once, as <c>dynamodb:TransactWriteItems</c>.</param>
/// <param name="Resources">ARNs the call touched.</param>
/// <param name="Allowed">The verdict of the caller's role.</param>
/// <param name="Reason">For a denial: the action and resource no statement allows, or the statement that denies.</param>
internal sealed record AwsCall(
    long Sequence,
    DateTimeOffset Time,
    string FunctionName,
    string RoleArn,
    string Action,
    IReadOnlyList<string> Resources,
    bool Allowed,
    string? Reason,
    int StatusCode,
    string? ErrorCode,
    TimeSpan Duration);
