using ServerlessRef.Shared;

namespace ServerlessRef.Faults.Scenarios;

/// <summary>One local cloud with short times, whose fault plan each test replaces by its own.</summary>
public sealed class FaultyCloud : IAsyncLifetime
{
    /// <summary>Of the worker; a lease is a second longer, a redelivery comes another second later.</summary>
    private const int TimeoutSeconds = 5;

    private const int Receives = 3;

    /// <summary>Seats up to which an event has one pool: few, so that most scenarios meet pools.</summary>
    public const int SeatsPerPool = 4;

    private AssemblyCopy? _assembly;
    private string? _plan;

    public LocalCloudProcess Process { get; private set; } = null!;

    /// <summary>After the first attempt of a pipe or a rule, whose waits double from half a second on.</summary>
    private const int HopRetries = 2;

    /// <summary>The assembly under test with short times, dead-letter queues that are reached after three deliveries or attempts, and small pools.</summary>
    /// <param name="source">Null: the one of this run.</param>
    public static AssemblyCopy Assembly(string? source = null) => AssemblyCopy.Create(source).WithTimes(TimeoutSeconds).Edit(
        "AWS::SQS::Queue",
        path => path.EndsWith("/Jobs/Queue/Resource", StringComparison.Ordinal),
        properties => properties["RedrivePolicy"]!["maxReceiveCount"] = Receives).Edit(
        "AWS::SQS::Queue",
        path => path.EndsWith("/Covers/Uploads/Queue/Resource", StringComparison.Ordinal),
        properties => properties["RedrivePolicy"]!["maxReceiveCount"] = Receives).Edit(
        "AWS::Pipes::Pipe",
        _ => true,
        properties => properties["SourceParameters"]!["DynamoDBStreamParameters"]!["MaximumRetryAttempts"] = HopRetries).Edit(
        "AWS::Events::Rule",
        _ => true,
        properties => properties["Targets"]![0]!["RetryPolicy"]!["MaximumRetryAttempts"] = HopRetries).Edit(
        "AWS::Lambda::Function",
        path => path.Contains("/Api/", StringComparison.Ordinal),
        properties => properties["Environment"]!["Variables"]!["SEATS_PER_POOL"] = $"{SeatsPerPool}");

    /// <summary>A plan under which nothing goes wrong yet.</summary>
    public static string EmptyPlan()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "{}");
        return file;
    }

    public async Task InitializeAsync()
    {
        (_assembly, _plan) = (Assembly(), EmptyPlan());
        Process = await LocalCloudProcess.StartAsync(new LocalCloudSettings(_assembly.Folder, Faults: _plan));
    }

    public async Task DisposeAsync()
    {
        await Process.DisposeAsync();
        _assembly!.Dispose();
        File.Delete(_plan!);
    }
}

/// <summary>Scenarios run one after the other: the machine is theirs alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultyCloudGroup : ICollectionFixture<FaultyCloud>
{
    public const string Name = "faulty cloud";
}
