using Microsoft.Extensions.Logging.Abstractions;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tests.EventSources;
using ServerlessRef.LocalCloud.Tests.Functions;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Tests.Schedules;

public sealed class SchedulesTests : IDisposable
{
    private const string RoleArn = "arn:aws:iam::000000000000:role/scheduler";

    private static readonly Schedule Sweep = new()
    {
        LogicalId = "SweepSchedule",
        Name = "sweep",
        Rate = TimeSpan.FromMinutes(1),
        TargetArn = TestFunctions.Arn("Sweeper") + ":live",
        RoleArn = RoleArn,
        Input = """{"reason":"schedule"}""",
    };

    private readonly ManualClock _clock = new();
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Rate_RunsFirstAfterOnePeriodThenEveryPeriod()
    {
        var function = FakeFunction.Answering("null");
        await using var schedules = await StartAsync(Sweep, function);

        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, schedules.Snapshots().Single().Runs);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("schedule", (await function.EventAsync()).GetProperty("reason").GetString());
        _clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(4, schedules.Snapshots().Single().Runs);
    }

    [Fact(Timeout = 30_000)]
    public async Task Target_IsInvokedByTheSchedulesRole()
    {
        var function = FakeFunction.Answering("null");
        await using var schedules = await StartAsync(Sweep, function);

        await schedules.RunNowAsync("sweep", CancellationToken.None);

        Assert.Equal((Sweep.TargetArn, RoleArn), (function.LastArn, function.LastCaller?.RoleArn));
    }

    [Fact(Timeout = 30_000)]
    public async Task SlowRun_DoesNotHoldUpTheNextOne()
    {
        var function = new FakeFunction(_ => new TaskCompletionSource<InvokeResult>().Task);
        await using var schedules = await StartAsync(Sweep, function);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await function.EventAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));

        await function.EventAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task FailedRun_IsRetriedTwiceAfterOneAndTwoMinutes()
    {
        var function = FakeFunction.Ending(InvokeOutcome.FunctionError);
        await using var schedules = await StartAsync(Sweep with { Rate = TimeSpan.FromDays(1) }, function);
        _clock.Advance(TimeSpan.FromDays(1));
        await function.EventAsync();

        await _clock.TimersAsync(2);
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(function.HasEvents);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await function.EventAsync();

        await _clock.TimersAsync(2);
        _clock.Advance(TimeSpan.FromMinutes(1.99));
        Assert.False(function.HasEvents);
        _clock.Advance(TimeSpan.FromMinutes(0.01));
        await function.EventAsync();

        Assert.Equal(1, schedules.Snapshots().Single().Runs);
    }

    [Fact]
    public void Retries_OfAFailure_AreTwo()
    {
        var retries = new LocalCloud.Schedules.AsyncRetries();

        Assert.Equal(
            [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), null],
            [After(), After(), After()]);

        TimeSpan? After() => retries.After(InvokeOutcome.TimedOut, TimeSpan.Zero);
    }

    [Fact]
    public void Retries_OfAThrottle_GoOnForSixHours()
    {
        var retries = new LocalCloud.Schedules.AsyncRetries();

        Assert.Equal(
            [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), null],
            [After(0), After(0), After(5), After(6)]);

        TimeSpan? After(int hours) => retries.After(InvokeOutcome.Throttled, TimeSpan.FromHours(hours));
    }

    [Fact(Timeout = 30_000)]
    public async Task RoleWithoutPermission_IsDeniedLoudly()
    {
        var function = FakeFunction.Answering("null");
        await using var schedules = await StartAsync(Sweep, function, roleAllows: (_, _, _) => false);

        var result = await schedules.RunNowAsync("sweep", CancellationToken.None);

        Assert.Equal(InvokeOutcome.AccessDenied, result.Outcome);
        Assert.False(function.HasEvents);
        Assert.Contains($"not authorized to perform: lambda:InvokeFunction on resource: {Sweep.TargetArn}", schedules.Snapshots().Single().LastOutcome, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task RolePermission_IsAskedForTheTarget()
    {
        (string, string, string) asked = default;
        await using var schedules = await StartAsync(Sweep, FakeFunction.Answering("null"), roleAllows: (role, action, resource) =>
        {
            asked = (role, action, resource);
            return true;
        });

        await schedules.RunNowAsync("sweep", CancellationToken.None);

        Assert.Equal((RoleArn, "lambda:InvokeFunction", Sweep.TargetArn), asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task RoleThatDoesNotTrustTheScheduler_IsDenied()
    {
        await using var schedules = await StartAsync(Sweep, FakeFunction.Answering("null"), trustedService: "lambda.amazonaws.com");

        var result = await schedules.RunNowAsync("SweepSchedule", CancellationToken.None);

        Assert.Equal(InvokeOutcome.AccessDenied, result.Outcome);
    }

    [Fact(Timeout = 30_000)]
    public async Task DisabledSchedule_RunsOnlyWhenTold()
    {
        var function = FakeFunction.Answering("null");
        await using var schedules = await StartAsync(Sweep with { Enabled = false }, function);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, schedules.Snapshots().Single().Runs);

        await schedules.RunNowAsync("sweep", CancellationToken.None);

        await function.EventAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task RunNow_OfAnUnknownSchedule_IsRefusedAs404()
    {
        await using var schedules = await StartAsync(Sweep, FakeFunction.Answering("null"));

        var refusal = await Assert.ThrowsAsync<AwsError>(() => schedules.RunNowAsync("nothing", CancellationToken.None));

        Assert.Equal(404, refusal.Status);
    }

    [Fact(Timeout = 30_000)]
    public async Task Input_GetsTheSchedulersContext()
    {
        var function = FakeFunction.Answering("null");
        await using var schedules = await StartAsync(Sweep with { Input = """{"at":"<aws.scheduler.scheduled-time>","by":"<aws.scheduler.schedule-arn>"}""" }, function);

        _clock.Advance(TimeSpan.FromMinutes(1));

        var input = await function.EventAsync();
        Assert.Equal("""{"at":"2026-01-01T00:01:00Z","by":"arn:aws:scheduler:eu-central-1:000000000000:schedule/default/sweep"}""", input.GetRawText());
    }

    [Fact(Timeout = 30_000)]
    public async Task Dispose_StopsTheClock()
    {
        var schedules = await StartAsync(Sweep, FakeFunction.Answering("null"));
        await schedules.DisposeAsync();

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, schedules.Snapshots().Single().Runs);
    }

    private async Task<LocalCloud.Schedules.Schedules> StartAsync(
        Schedule schedule,
        FakeFunction function,
        Func<string, string, string, bool>? roleAllows = null,
        string trustedService = "scheduler.amazonaws.com")
    {
        var cloud = TestFunctions.Cloud() with
        {
            Schedules = [schedule],
            Roles = [new Role { Name = "scheduler", Arn = RoleArn, TrustedServices = [trustedService] }],
        };
        var schedules = new LocalCloud.Schedules.Schedules(cloud, function, new SqsEngineClient(_http, new Uri("http://127.0.0.1:1")), roleAllows ?? ((_, _, _) => true), new Timeline(_clock), _clock, NullLoggerFactory.Instance);
        await schedules.StartAsync(CancellationToken.None);
        return schedules;
    }
}
