namespace ServerlessRef.LocalCloud.Model;

/// <summary>Everything the templates of a cloud assembly define, with every intrinsic resolved: what the emulators run.</summary>
internal sealed record Cloud
{
    public required string Region { get; init; }

    /// <summary>The engines know one account only.</summary>
    public string AccountId { get; init; } = "000000000000";

    public IReadOnlyList<Function> Functions { get; init; } = [];

    public IReadOnlyList<Role> Roles { get; init; } = [];

    public IReadOnlyList<Table> Tables { get; init; } = [];

    public IReadOnlyList<Queue> Queues { get; init; } = [];

    public IReadOnlyList<Bucket> Buckets { get; init; } = [];

    public IReadOnlyList<BucketDeployment> BucketDeployments { get; init; } = [];

    public IReadOnlyList<EventSourceMapping> EventSourceMappings { get; init; } = [];

    public IReadOnlyList<Schedule> Schedules { get; init; } = [];

    public IReadOnlyList<Pipe> Pipes { get; init; } = [];

    public IReadOnlyList<EventBus> EventBuses { get; init; } = [];

    public IReadOnlyList<EventRule> EventRules { get; init; } = [];

    public IReadOnlyList<StateMachine> StateMachines { get; init; } = [];

    public IReadOnlyList<AsyncInvocation> AsyncInvocations { get; init; } = [];

    public IReadOnlyList<Topic> Topics { get; init; } = [];

    public IReadOnlyList<ConfigurationSet> ConfigurationSets { get; init; } = [];

    public IReadOnlyList<RestApi> RestApis { get; init; } = [];

    public IReadOnlyList<Distribution> Distributions { get; init; } = [];

    public IReadOnlyList<WebAcl> WebAcls { get; init; } = [];

    public IReadOnlyList<UserPool> UserPools { get; init; } = [];

    /// <summary>Stack outputs, by <c>StackName.OutputKey</c>.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();
}
