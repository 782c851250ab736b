using ServerlessRef.FaultPlans.Cloud;
using ServerlessRef.FaultPlans.Queues;
using ServerlessRef.FaultPlans.Simulation;
using ServerlessRef.Functions.Jobs;

namespace ServerlessRef.FaultPlans.Scenarios;

/// <summary>Scenarios 5, 9 and 12: deliveries that are doubled, shuffled, delayed, given back, or far too many.</summary>
public sealed class DeliveryTests(TableEngine engine) : IClassFixture<TableEngine>
{
    private const int Jobs = 100;
    private const int SlowJobs = 250;

    [Fact(Timeout = 120_000)]
    public Task DoubledAndShuffledDeliveries_IssueEachTicketOnce() => Desk.RunAsync(
        engine.Endpoint,
        async desk =>
        {
            desk.Cloud.Start();
            await Task.WhenAll(Enumerable.Range(0, 30).Select(key => desk.SignUpAsync(key, patience: 10)));

            Assert.Equal(30, (await desk.EndAsync()).Done);
        },
        new CloudOptions { Seed = 1, Duplicates = 0.7 });

    [Fact(Timeout = 120_000)]
    public Task ADeliveryThatComesLongAfterItsJobEnded_ChangesNothing() => Desk.RunAsync(engine.Endpoint, async desk =>
    {
        await desk.SignUpAsync(1);
        desk.Cloud.Queue.Send(JobMessage.Write(desk.OnlyJob()), TimeSpan.FromMinutes(14));

        desk.Cloud.Start();
        await desk.EndAsync();

        Assert.Equal(1, desk.Cloud.Journal.EndsOf(desk.OnlyJob()));
        Assert.True(desk.Cloud.Queue.Depth.IsEmpty);
    });

    [Fact(Timeout = 120_000)]
    public Task ABatchWhoseWorkerDied_ComesBackWholeAndIsDone() => Desk.RunAsync(engine.Endpoint, async desk =>
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(key => desk.SignUpAsync(key, patience: 10)));
        var died = false;
        desk.Cloud.Rain.Chosen = (actor, _) => !died && actor.Name.StartsWith("worker-", StringComparison.Ordinal) && desk.Cloud.Journal.Unfinished is > 0 and < 10 && (died = true) ? Fault.KillAfter : Fault.None;

        desk.Cloud.Start();
        await desk.Cloud.Time.DelayAsync(TimeSpan.FromSeconds(20));

        Assert.True(died);
        Assert.Equal(10, desk.Cloud.Queue.Depth.InFlight);
        Assert.Equal(10, (await desk.EndAsync()).Done);
        Assert.Equal(0, desk.Cloud.DeadLetters.Arrivals);
    });

    [Theory(Timeout = 120_000)]
    [InlineData("an id of no message", 3)]
    [InlineData("", 3)]
    public async Task AFailureIdThatIsNotOfTheBatch_MakesTheWholeBatchFail(string id, int left)
    {
        var time = new SimulatedTime(DateTimeOffset.UnixEpoch);
        var queue = new VirtualQueue("q", time.True, new QueueOptions { Visibility = TimeSpan.FromSeconds(180) });
        var source = new VirtualEventSource(queue, time, new EventSourceOptions(), _ => Task.FromResult<IReadOnlyCollection<string>?>([id]));
        for (var message = 0; message < 3; message++)
        {
            queue.Send("body");
        }

        source.Start();
        time.RunNext(DateTimeOffset.MaxValue);
        await Task.CompletedTask;

        Assert.Equal(left, queue.Depth.InFlight);
    }

    [Fact(Timeout = 300_000)]
    public Task ABacklogTenTimesTheConcurrency_SendsNoGoodMessageToTheDeadLetters() => BacklogAsync(
        new EventSourceOptions { MaximumConcurrency = 2, BatchSize = 5 },
        desk => Assert.Equal(0, desk.Cloud.DeadLetters.Arrivals));

    [Fact(Timeout = 300_000)]
    public Task ReservedConcurrencyAlone_WouldSendGoodMessagesToTheDeadLetters() => BacklogAsync(
        new EventSourceOptions { MaximumConcurrency = 20, ReservedConcurrency = 1, BatchSize = 5 },
        desk => Assert.NotEqual(0, desk.Cloud.DeadLetters.Arrivals));

    [Theory(Timeout = 300_000)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(20)]
    public Task SlowJobsInFullBatches_AreNotGivenUpBeforeTheyWereTried(int seconds) => Desk.RunAsync(
        engine.Endpoint,
        async desk =>
        {
            desk.Cloud.Calls.Slowness = action => action == "PutObject" ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
            await Task.WhenAll(Enumerable.Range(0, SlowJobs).Select(key => desk.ExportAsync(key, patience: 10)));

            desk.Cloud.Start();
            var verdict = await desk.EndAsync();

            Assert.Equal((SlowJobs, 0), (verdict.Done, verdict.Failed));
        },
        new CloudOptions { Seed = 1, Duplicates = 0.0001, Worker = new EventSourceOptions { MaximumConcurrency = 2 } });

    private Task BacklogAsync(EventSourceOptions worker, Action<Desk> check) => Desk.RunAsync(
        engine.Endpoint,
        async desk =>
        {
            await Task.WhenAll(Enumerable.Range(0, Jobs).Select(key => desk.ExportAsync(key, patience: 10)));
            desk.Cloud.Calls.Slowness = action => action == "PutObject" ? TimeSpan.FromSeconds(4) : TimeSpan.Zero;

            desk.Cloud.Start();
            await desk.EndAsync();

            check(desk);
        },
        new CloudOptions { Seed = 1, Worker = worker });
}
