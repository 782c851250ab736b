using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Aws.Iam;

/// <summary>A policy statement with its conditions read.</summary>
internal sealed record Statement(PolicyStatement Written, IReadOnlyList<PolicyCondition> Conditions)
{
    // What the front serves, and what schedules, pipes and buses are checked for; statements about other services say nothing here and may use
    // conditions unknown to it.
    private static readonly string[] Services = ["dynamodb:", "events:", "lambda:", "s3:", "ses:", "sns:", "sqs:", "states:"];

    public bool IsAllow => Written.IsAllow;

    /// <returns>Null: nothing that is checked here can match it.</returns>
    public static Statement? Read(PolicyStatement written, Action<string> problem)
    {
        if (written.NotActions.Count == 0 && !written.Actions.Any(MayConcernUs))
        {
            return null;
        }

        foreach (var variable in written.Resources.Concat(written.NotResources).Where(resource => resource.Contains("${", StringComparison.Ordinal)))
        {
            problem($"policy variable in resource {variable} is not emulated");
        }

        return new Statement(written, written.Condition is { } block ? [.. PolicyCondition.Read(block, problem)] : []);
    }

    public bool Applies(string action, string resource, RequestContext context) =>
        (Written.NotActions.Count > 0
            ? !Written.NotActions.Any(pattern => Glob.Matches(pattern, action, ignoreCase: true))
            : Written.Actions.Any(pattern => Glob.Matches(pattern, action, ignoreCase: true)))
        && (Written.NotResources.Count > 0
            ? !Written.NotResources.Any(pattern => Glob.Matches(pattern, resource))
            : Written.Resources.Any(pattern => Glob.Matches(pattern, resource)))
        && Conditions.All(condition => condition.Holds(context));

    private static bool MayConcernUs(string action) =>
        Array.Exists(Services, service => action.StartsWith(service, StringComparison.OrdinalIgnoreCase)) || action.StartsWith('*');
}
