using ServerlessRef.Shared;

namespace ServerlessRef.Faults.Scenarios;

/// <summary>
/// 7: a worker's process stands still past its lease (a frozen environment), another one takes the job and ends it, then the first
/// goes on and carries out the write it was about to do. The lease is made shorter than the timeout, which the stack never does:
/// only so the first one lives long enough to write.
/// </summary>
[Collection(FaultyCloudGroup.Name)]
public sealed class ZombieWorkerTests : IAsyncLifetime
{
    private const int LeaseSeconds = 3;

    /// <summary>Long enough for a slow machine to start another worker after the lease, and short enough to leave the first one time to write.</summary>
    private const int PauseMilliseconds = 20_000;

    private static readonly TimeSpan PastTheLease = TimeSpan.FromSeconds(LeaseSeconds + 1);

    private readonly AssemblyCopy _assembly = AssemblyCopy.Create().WithTimes(timeoutSeconds: 30).Edit(
        "AWS::Lambda::Function",
        path => path.Contains("/Worker/", StringComparison.Ordinal),
        properties => properties["Environment"]!["Variables"]!["LEASE_SECONDS"] = $"{LeaseSeconds}");

    private readonly string _plan = FaultyCloud.EmptyPlan();
    private LocalCloudProcess? _cloud;

    public async Task InitializeAsync() => _cloud = await LocalCloudProcess.StartAsync(new LocalCloudSettings(_assembly.Folder, Faults: _plan));

    public async Task DisposeAsync()
    {
        await _cloud!.DisposeAsync();
        _assembly.Dispose();
        File.Delete(_plan);
    }

    [Fact(Timeout = 180_000)]
    public async Task AWorkerThatStoodStillPastItsLease_CannotWrite_AndTheTicketIsIssuedOnce()
    {
        using var desk = await Desk.OpenAsync(_cloud!.Address);
        await desk.FaultsAsync(Desk.Rule("Worker", "dynamodb", "TransactWriteItems", "before", "pause", ("ms", PauseMilliseconds)));
        var entry = await desk.RegisterAsync();
        await ServiceWait.UntilAsync(async () => (await desk.Console.StruckAsync())[0] == 1);

        // Not a wait for something to happen: the lease has to pass. A message that came sooner would find the job taken, and not come again in time.
        await Task.Delay(PastTheLease);
        await desk.SendToWorkersAsync($$"""{"jobId":"{{entry.JobId}}"}""");
        await ServiceWait.UntilAsync(async () => await StatusAsync(desk, entry.JobId!) == "DONE");
        var refusedWhenDone = await RefusedAsync(desk);
        await ServiceWait.UntilAsync(async () => await RefusedAsync(desk) == 1);

        var verdict = await desk.VerdictAsync();
        Assert.Equal(0, refusedWhenDone);
        Assert.Empty(verdict.Violations);
        Assert.Equal((1, 1), (verdict.Accepted, verdict.Done));
    }

    private static async Task<string?> StatusAsync(Desk desk, string jobId) =>
        (await desk.Console.ItemsAsync()).EnumerateArray().Single(item => item.GetProperty("PK").GetString() == $"JOB#{jobId}").GetProperty("status").GetString();

    /// <summary>How often a worker found that its lease was another's.</summary>
    private static async Task<int> RefusedAsync(Desk desk) =>
        (await desk.Service.GetAsync("_local/functions/Worker/logs?count=1000")).Json.GetProperty("logs").EnumerateArray()
            .Count(line => line.GetProperty("text").GetString()!.Contains("lease-lost", StringComparison.Ordinal));
}
