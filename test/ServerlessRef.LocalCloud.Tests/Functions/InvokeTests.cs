using System.Diagnostics;
using System.Globalization;
using ServerlessRef.LocalCloud.Aws;
using ServerlessRef.LocalCloud.Functions;

namespace ServerlessRef.LocalCloud.Tests.Functions;

public sealed class InvokeTests
{
    [Fact(Timeout = 120_000)]
    public async Task Invoke_HandsTheEventOverAndReturnsTheAnswer()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());

        var result = await fleet.CallAsync("""{"seat":"Ünïcode 7"}""");

        Assert.Equal("Ünïcode 7", result.Json().GetProperty("event").GetProperty("seat").GetString());
    }

    [Fact(Timeout = 120_000)]
    public async Task Invoke_WithAnAlias_RunsTheFunctionAndNamesTheAlias()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());

        var result = await fleet.InvokeAsync(TestFunctions.Arn() + ":live", "{}"u8.ToArray(), TestFunctions.Role, CancellationToken.None);

        Assert.Equal(TestFunctions.Arn() + ":live", result.Json().GetProperty("arn").GetString());
    }

    [Fact(Timeout = 120_000)]
    public async Task Invoke_SendsRequestIdDeadlineAndTraceInLambdasForms()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function() with { Tracing = true });
        var before = DateTimeOffset.UtcNow;

        var result = await fleet.CallAsync("{}");

        var echo = result.Json();
        Assert.Equal(result.RequestId, echo.GetProperty("requestId").GetString());
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", result.RequestId);
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1$", echo.GetProperty("trace").GetString());
        var deadline = long.Parse(echo.GetProperty("deadline").GetString()!, CultureInfo.InvariantCulture);
        Assert.InRange(deadline, before.AddMinutes(2).ToUnixTimeMilliseconds(), DateTimeOffset.UtcNow.AddMinutes(2).ToUnixTimeMilliseconds());
    }

    [Fact(Timeout = 120_000)]
    public async Task Invoke_OneAfterTheOther_ReusesTheEnvironment()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());

        for (var events = 1; events <= 20; events++)
        {
            Assert.Equal(events, (await fleet.EchoAsync()).GetProperty("events").GetInt32());
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Invoke_AtTheSameTime_UsesAnEnvironmentEach()
    {
        await using var gate = await Gate.StartAsync();
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());

        var first = fleet.CallAsync(gate.Event());
        var second = fleet.CallAsync(gate.Event());
        await gate.ArrivalAsync();
        await gate.ArrivalAsync();

        Assert.Equal([EnvironmentState.Busy, EnvironmentState.Busy], fleet.Snapshots().Single().Environments.Select(environment => environment.State));
        gate.Open(2);
        await Task.WhenAll(first, second);
    }

    [Fact(Timeout = 120_000)]
    public async Task Invoke_AboveTheLargestNumberOfEnvironments_WaitsForAFreeOne()
    {
        await using var gate = await Gate.StartAsync();
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function(), TestFunctions.Options with { MaxEnvironmentsPerFunction = 1 });
        var first = fleet.CallAsync(gate.Event());
        await gate.ArrivalAsync();

        var second = fleet.CallAsync("{}");

        Assert.False(second.IsCompleted);
        gate.Open();
        await first;
        Assert.Equal(2, (await second).Json().GetProperty("events").GetInt32());
    }

    [Fact(Timeout = 120_000)]
    public async Task Invoke_AboveTheReservedConcurrency_IsThrottled()
    {
        await using var gate = await Gate.StartAsync();
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function() with { ReservedConcurrency = 1 });
        var first = fleet.CallAsync(gate.Event());
        await gate.ArrivalAsync();

        var second = await fleet.CallAsync("{}");

        Assert.Equal((InvokeOutcome.Throttled, "ReservedFunctionConcurrentInvocationLimitExceeded"), (second.Outcome, second.Json().GetProperty("Reason").GetString()));
        Assert.Equal(1, fleet.Snapshots().Single().Throttles);
        gate.Open();
        await first;
    }

    [Fact(Timeout = 30_000)]
    public async Task AFunctionThatReservesNothing_IsThrottledAboveAThousandAtOnce()
    {
        // Nothing is started: entering is what counts.
        var services = new EnvironmentServices(TestFunctions.Region, TestFunctions.Options, null!, null!, null!, null!, TimeProvider.System);
        await using var pool = new FunctionPool(TestFunctions.Function(), services, CancellationToken.None);

        var entered = Enumerable.Range(0, 1_001).Count(_ => pool.TryEnter());

        Assert.Equal(1_000, entered);
    }

    [Fact(Timeout = 120_000)]
    public async Task Invoke_WhenTheHandlerThrows_ReturnsItsErrorAndKeepsTheEnvironment()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());

        var failed = await fleet.CallAsync("""{"action":"throw"}""");

        Assert.Equal((InvokeOutcome.FunctionError, "Boom"), (failed.Outcome, failed.Json().GetProperty("errorType").GetString()));
        Assert.Equal(2, (await fleet.EchoAsync()).GetProperty("events").GetInt32());
    }

    [Theory(Timeout = 120_000)]
    [InlineData(0, "Runtime exited without providing a reason")]
    [InlineData(7, "Runtime exited with error: exit status 7")]
    public async Task Invoke_WhenTheProcessExits_ReportsRuntimeExitError(int exitCode, string reason)
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());

        var result = await fleet.CallAsync($$"""{"action":"exit","code":{{exitCode}}}""");

        Assert.Equal(InvokeOutcome.FunctionError, result.Outcome);
        Assert.Equal($$"""{"errorType":"Runtime.ExitError","errorMessage":"RequestId: {{result.RequestId}} Error: {{reason}}"}""", result.Text());
        Assert.Equal(1, (await fleet.EchoAsync()).GetProperty("events").GetInt32());
    }

    [Fact(Timeout = 120_000)]
    public async Task Invoke_WhenTheProcessExitsAfterItsAnswer_KeepsTheAnswer()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());

        var result = await fleet.CallAsync("""{"action":"exit-after-answer"}""");

        Assert.Equal((InvokeOutcome.Success, "\"answered\""), (result.Outcome, result.Text()));
    }

    [Fact(Timeout = 120_000)]
    public async Task Invoke_WhenAnUnusedEnvironmentHasDied_TakesAnotherOne()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());
        var processId = (await fleet.EchoAsync()).GetProperty("processId").GetInt32();
        using (var process = Process.GetProcessById(processId))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        var echo = await fleet.EchoAsync();

        Assert.NotEqual(processId, echo.GetProperty("processId").GetInt32());
    }

    [Fact(Timeout = 120_000)]
    public async Task Invoke_WhenTheTimeoutPasses_EndsTheEnvironment()
    {
        var clock = new ManualClock();
        await using var gate = await Gate.StartAsync();
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function() with { Timeout = TimeSpan.FromSeconds(3) }, clock: clock);
        var call = fleet.CallAsync(gate.Event());
        await gate.ArrivalAsync();
        await clock.TimersAsync(2);
        var processId = fleet.Snapshots().Single().Environments.Single().ProcessId;

        clock.Advance(TimeSpan.FromSeconds(3));

        var result = await call;
        Assert.Equal(InvokeOutcome.TimedOut, result.Outcome);
        Assert.Equal($$"""{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: {{result.RequestId}} Error: Task timed out after 3.00 seconds"}""", result.Text());
        await ProcessEnd.OfAsync(processId);
        Assert.Equal(1, fleet.Snapshots().Single().Timeouts);
        Assert.Contains(fleet.Logs("Echo", 100), line => line.Stream == "platform" && line.Text.EndsWith("Task timed out after 3.00 seconds", StringComparison.Ordinal));
    }

    [UnixFact(Timeout = 120_000)]
    public async Task Dispose_EndsWhatTheFunctionStarted()
    {
        var fleet = await TestFunctions.StartAsync(TestFunctions.Function());
        var childId = (await fleet.CallAsync("""{"action":"spawn"}""")).Json().GetInt32();

        await fleet.DisposeAsync();

        await ProcessEnd.OfAsync(childId);
    }

    [Fact(Timeout = 120_000)]
    public async Task Invoke_WithMoreMemoryThanTheFunctionHas_Fails()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function() with { MemoryMegabytes = 128 });

        var result = await fleet.CallAsync("""{"action":"allocate","bytes":200000000}""");

        Assert.Equal(InvokeOutcome.FunctionError, result.Outcome);
    }

    [Fact(Timeout = 120_000)]
    public async Task Invoke_WithAnAnswerAboveSixMegabytes_FailsAndTellsTheRuntime413()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());

        var result = await fleet.CallAsync($$"""{"action":"large","bytes":{{LambdaErrors.MaxResponseBytes + 1}}}""");

        Assert.Equal("Function.ResponseSizeTooLarge", result.Json().GetProperty("errorType").GetString());
        Assert.Equal(413, (await fleet.EchoAsync()).GetProperty("lastStatus").GetInt32());
    }

    [Fact(Timeout = 120_000)]
    public async Task Invoke_WithAnAnswerOfTheLargestSize_Succeeds()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());

        var result = await fleet.CallAsync($$"""{"action":"large","bytes":{{LambdaErrors.MaxResponseBytes}}}""");

        Assert.Equal((InvokeOutcome.Success, LambdaErrors.MaxResponseBytes), (result.Outcome, result.Payload.Length));
    }

    [Fact(Timeout = 120_000)]
    public async Task Invoke_WithAnEventAboveSixMegabytes_IsRefusedAs413()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());

        var refusal = await Assert.ThrowsAsync<AwsError>(() => fleet.InvokeAsync(TestFunctions.Arn(), new byte[LambdaErrors.MaxEventBytes + 1], TestFunctions.Role, CancellationToken.None));

        Assert.Equal(("RequestTooLargeException", 413), (refusal.Code, refusal.Status));
    }

    [Fact(Timeout = 120_000)]
    public async Task Invoke_OfAnUnknownFunction_IsRefusedAs404()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());

        var refusal = await Assert.ThrowsAsync<AwsError>(() => fleet.CallAsync("{}", "Nobody"));

        Assert.Equal(("ResourceNotFoundException", 404), (refusal.Code, refusal.Status));
    }

    [Fact(Timeout = 120_000)]
    public async Task SecondAnswer_IsRefusedAs403_AndTheFirstOneCounts()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());

        var result = await fleet.CallAsync("""{"action":"twice"}""");

        Assert.Equal("1", result.Text());
        Assert.Equal(403, (await fleet.EchoAsync()).GetProperty("lastStatus").GetInt32());
    }

    [Fact(Timeout = 120_000)]
    public async Task Cancelling_StopsTheWaitingOnly()
    {
        await using var gate = await Gate.StartAsync();
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function(), TestFunctions.Options with { MaxEnvironmentsPerFunction = 1 });
        using var leaving = new CancellationTokenSource();
        var call = fleet.InvokeAsync(TestFunctions.Arn(), System.Text.Encoding.UTF8.GetBytes(gate.Event()), TestFunctions.Role, leaving.Token);
        await gate.ArrivalAsync();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        gate.Open();
        Assert.Equal(2, (await fleet.EchoAsync()).GetProperty("events").GetInt32());
    }

    [Fact(Timeout = 120_000)]
    public async Task Logs_CarryStreamAndRequestId()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());

        var logged = await fleet.CallAsync("""{"action":"log"}""");
        await fleet.CallAsync("""{"action":"exit","code":1}"""); // an ended environment has been read to its last line

        var lines = fleet.Logs("Echo", 100);
        Assert.Equal(logged.RequestId, lines.Single(line => line is { Stream: "stdout", Text: "to stdout" }).RequestId);
        Assert.Contains(lines, line => line is { Stream: "stderr", Text: "to stderr" });
        Assert.Contains(lines, line => line.Stream == "platform" && line.Text.EndsWith("Runtime exited with error: exit status 1", StringComparison.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task Dispose_EndsEveryProcessAndCancelsWhatRuns()
    {
        await using var gate = await Gate.StartAsync();
        var callers = new CallerRegistry();
        var fleet = await TestFunctions.StartAsync(TestFunctions.Function(), callers: callers);
        var accessKey = (await fleet.EchoAsync()).GetProperty("variables").GetProperty("AWS_ACCESS_KEY_ID").GetString()!;
        var running = fleet.CallAsync(gate.Event());
        await gate.ArrivalAsync();
        using var process = Process.GetProcessById(fleet.Snapshots().Single().Environments.Single().ProcessId);

        await fleet.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await process.WaitForExitAsync();
        Assert.Null(callers.Find(accessKey));
    }
}
