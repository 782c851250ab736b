using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Aws.Iam;

/// <summary>
/// Decides as IAM does within one account: an explicit deny anywhere ends it, otherwise one allow of the role or of the resource suffices:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
/// </summary>
internal sealed class PolicyEvaluator
{
    private readonly Dictionary<string, IReadOnlyList<Statement>> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Statement>> _resources = new(StringComparer.Ordinal);
    private readonly string _accountRoot;

    /// <exception cref="StartupException">A policy uses what is not emulated; names every place.</exception>
    public PolicyEvaluator(Cloud cloud)
    {
        var problems = new List<string>();
        _accountRoot = $"arn:aws:iam::{cloud.AccountId}:root";
        foreach (var role in cloud.Roles)
        {
            _roles[role.Arn] = Read(role.Statements, $"Role {role.Name}", problems);
        }

        foreach (var queue in cloud.Queues)
        {
            _resources[queue.Arn] = Read(queue.Policy, $"Policy of queue {queue.LogicalId}", problems);
        }

        foreach (var topic in cloud.Topics)
        {
            _resources[topic.Arn] = Read(topic.Policy, $"Policy of topic {topic.LogicalId}", problems);
        }

        foreach (var bucket in cloud.Buckets)
        {
            _resources[bucket.Arn] = Read(bucket.Policy, $"Policy of bucket {bucket.LogicalId}", problems);
        }

        if (problems.Count > 0)
        {
            throw new StartupException(problems);
        }
    }

    /// <returns>Null: allowed.</returns>
    public Denial? Decide(Caller caller, IReadOnlyList<IamCheck> checks)
    {
        foreach (var check in checks)
        {
            if (Decide(caller, check) is { } denial)
            {
                return denial;
            }
        }

        return null;
    }

    /// <inheritdoc cref="Decide(Caller, IReadOnlyList{IamCheck})"/>
    public Denial? Decide(Caller caller, IamCheck check)
    {
        var identity = _roles.GetValueOrDefault(caller.RoleArn, []);
        var resource = ResourcePolicy(check.Resource);
        if (identity.FirstOrDefault(statement => !statement.IsAllow && Applies(statement, check)) is { } denied)
        {
            return Deny(caller, check, "with an explicit deny in an identity-based policy", $"denied by {denied.Written.Source}");
        }

        if (resource.FirstOrDefault(statement => !statement.IsAllow && Names(statement, caller, grants: false) && Applies(statement, check)) is { } refused)
        {
            return Deny(caller, check, "with an explicit deny in a resource-based policy", $"denied by {refused.Written.Source}");
        }

        return identity.Any(statement => statement.IsAllow && Applies(statement, check))
            || resource.Any(statement => statement.IsAllow && Names(statement, caller, grants: true) && Applies(statement, check))
            ? null
            : Deny(caller, check, $"because no identity-based policy allows the {check.Action} action", $"no statement of {caller.RoleArn} allows {check.Action} on {check.Resource}");
    }

    /// <summary>Where the statement stands that lets an allowed check through, the role's before the resource's; null where none does.</summary>
    public string? AllowedBy(Caller caller, IamCheck check) =>
        (_roles.GetValueOrDefault(caller.RoleArn, []).FirstOrDefault(statement => statement.IsAllow && Applies(statement, check))
            ?? ResourcePolicy(check.Resource).FirstOrDefault(statement => statement.IsAllow && Names(statement, caller, grants: true) && Applies(statement, check)))?.Written.Source;

    private static bool Applies(Statement statement, IamCheck check) => statement.Applies(check.Action, check.Resource, check.Context);

    private static List<Statement> Read(IReadOnlyList<PolicyStatement> statements, string owner, List<string> problems) =>
        [.. statements
            .Select(statement => Statement.Read(statement, problem => problems.Add(
                $"{owner}, {statement.Source}: {problem} by the local cloud. Write the statement without it, or extend src/ServerlessRef.LocalCloud/Aws/Iam.")))
            .OfType<Statement>()];

    private static Denial Deny(Caller caller, IamCheck check, string because, string reason)
    {
        // arn:aws:iam::ACCOUNT:role/NAME becomes the session that Lambda opens with it.
        var parts = caller.RoleArn.Split(':');
        var account = parts.ElementAtOrDefault(4);
        var role = caller.RoleArn[(caller.RoleArn.LastIndexOf('/') + 1)..];
        return new Denial(
            check.Action,
            check.Resource,
            $"User: arn:aws:sts::{account}:assumed-role/{role}/{caller.FunctionName} is not authorized to perform: {check.Action} on resource: {check.Resource} {because}",
            reason);
    }

    // A policy that names the account's root leaves the decision to the roles' own policies: it forbids, but grants nothing by itself.
    private bool Names(Statement statement, Caller caller, bool grants) => statement.Written.Principals.Any(principal =>
        principal == "*" || principal == caller.RoleArn || (!grants && principal == _accountRoot));

    private IReadOnlyList<Statement> ResourcePolicy(string resource)
    {
        // A bucket's policy governs its objects too.
        var key = resource.StartsWith("arn:aws:s3:::", StringComparison.Ordinal) && resource.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
            ? resource[..slash]
            : resource;
        return _resources.GetValueOrDefault(key, []);
    }
}
