using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Template;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>Where resources put their parts of the cloud; what belongs together is linked at the end.</summary>
internal sealed class CloudBuilder(LoadContext context)
{
    private readonly Dictionary<string, ApiParts> _apis = new(StringComparer.Ordinal);

    public Problems Problems { get; } = context.Problems;

    public Dictionary<Resource, Function> Functions { get; } = [];

    public Dictionary<Resource, Role> Roles { get; } = [];

    public Dictionary<Resource, Table> Tables { get; } = [];

    public Dictionary<Resource, Queue> Queues { get; } = [];

    public Dictionary<Resource, Bucket> Buckets { get; } = [];

    public Dictionary<Resource, EventSourceMapping> EventSourceMappings { get; } = [];

    public Dictionary<Resource, Schedule> Schedules { get; } = [];

    public Dictionary<Resource, WebAcl> WebAcls { get; } = [];

    public Dictionary<Resource, Pipe> Pipes { get; } = [];

    public Dictionary<Resource, EventBus> EventBuses { get; } = [];

    public Dictionary<Resource, EventRule> EventRules { get; } = [];

    public Dictionary<Resource, StateMachine> StateMachines { get; } = [];

    public Dictionary<Resource, AsyncInvocation> AsyncInvocations { get; } = [];

    public Dictionary<Resource, Topic> Topics { get; } = [];

    public Dictionary<Resource, ConfigurationSet> ConfigurationSets { get; } = [];

    public List<(Resource By, Subscription Subscription)> Subscriptions { get; } = [];

    public List<(Resource By, IReadOnlyList<string> TopicArns, IReadOnlyList<PolicyStatement> Statements)> TopicPolicies { get; } = [];

    public Dictionary<Resource, UserPool> UserPools { get; } = [];

    /// <summary>Everything that names a function, to see that it exists.</summary>
    public List<(Resource By, string Property, string Function)> FunctionReferences { get; } = [];

    /// <summary>As <c>function:alias</c>.</summary>
    public HashSet<string> Aliases { get; } = new(StringComparer.Ordinal);

    public List<(string FunctionName, InvokePermission Permission)> Permissions { get; } = [];

    public List<(Resource By, IReadOnlyList<string> RoleNames, IReadOnlyList<PolicyStatement> Statements)> RolePolicies { get; } = [];

    public List<(Resource Role, string Arn)> ManagedPolicyReferences { get; } = [];

    public Dictionary<string, IReadOnlyList<PolicyStatement>> ManagedPolicies { get; } = new(StringComparer.Ordinal);

    public List<(Resource By, IReadOnlyList<string> QueueUrls, IReadOnlyList<PolicyStatement> Statements)> QueuePolicies { get; } = [];

    public List<(Resource By, string BucketName, IReadOnlyList<PolicyStatement> Statements)> BucketPolicies { get; } = [];

    public List<(Resource By, BucketDeployment Deployment)> BucketDeployments { get; } = [];

    public List<(Resource By, string PoolId, string ClientId)> UserPoolClients { get; } = [];

    public List<(Resource By, string PoolId, string Group)> UserPoolGroups { get; } = [];

    public Dictionary<string, string> ApiKeys { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, PropertyReader> UsagePlans { get; } = new(StringComparer.Ordinal);

    public List<(string PlanId, string KeyId)> UsagePlanKeys { get; } = [];

    public List<(Resource Resource, PropertyReader Config)> DistributionConfigs { get; } = [];

    public Dictionary<string, CachePolicy> CachePolicies { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, OriginRequestPolicy> OriginRequestPolicies { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ResponseHeadersPolicy> ResponseHeadersPolicies { get; } = new(StringComparer.Ordinal);

    /// <summary>Id → whether it signs.</summary>
    public Dictionary<string, bool> OriginAccessControls { get; } = new(StringComparer.Ordinal);

    /// <summary>Set by <see cref="Finish"/> before distributions look for their origins.</summary>
    public IReadOnlyList<RestApi> RestApis { get; private set; } = [];

    public ApiParts ApiParts(string apiId)
    {
        if (!_apis.TryGetValue(apiId, out var parts))
        {
            parts = new ApiParts();
            _apis.Add(apiId, parts);
        }

        return parts;
    }

    public Cloud Finish(IReadOnlyDictionary<string, string> outputs)
    {
        NameChecks.Check(this);
        FunctionChecks.Check(this);
        EventChecks.Check(this);
        RestApis = [.. _apis.SelectMany(api => RestApiAssembler.Assemble(api.Key, api.Value, this))];
        var roles = PolicyLinks.Roles(this);
        RoleChecks.Check(this, roles);
        return new Cloud
        {
            Region = MainRegion(),
            Functions = [.. Functions.Values.Select(f => f with { Permissions = [.. Permissions.Where(p => p.FunctionName == f.Name).Select(p => p.Permission)] })],
            Roles = roles,
            Tables = [.. Tables.Values],
            Queues = PolicyLinks.Queues(this),
            Buckets = PolicyLinks.Buckets(this),
            BucketDeployments = PolicyLinks.Deployments(this),
            EventSourceMappings = [.. EventSourceMappings.Values],
            Schedules = [.. Schedules.Values],
            Pipes = [.. Pipes.Values],
            EventBuses = [.. EventBuses.Values],
            EventRules = [.. EventRules.Values],
            StateMachines = [.. StateMachines.Values],
            AsyncInvocations = [.. AsyncInvocations.Values],
            Topics = EventChecks.Topics(this),
            ConfigurationSets = [.. ConfigurationSets.Values],
            RestApis = RestApis,
            Distributions = [.. DistributionConfigs.Select(d => DistributionAssembler.Assemble(d.Resource, d.Config, this))],
            WebAcls = [.. WebAcls.Values],
            UserPools = UserPoolLinks.Link(this),
            Outputs = outputs,
        };
    }

    // Functions decide: a stack of the edge alone has none. Without any function, the last stack is the main one.
    private string MainRegion()
    {
        var regions = Functions.Keys.Select(r => r.Region).Distinct(StringComparer.Ordinal).ToList();
        if (regions.Count > 1)
        {
            Problems.Add($"Functions are in several regions ({string.Join(", ", regions)}); the local cloud runs one.");
        }

        return regions.FirstOrDefault() ?? context.Stacks[^1].Region;
    }
}
