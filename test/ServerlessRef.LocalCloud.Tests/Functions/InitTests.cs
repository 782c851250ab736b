using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Tests.Functions;

public sealed class InitTests : IDisposable
{
    private static readonly FleetOptions TenSeconds = TestFunctions.Options with { InitTimeout = TimeSpan.FromSeconds(10) };

    private readonly string _directory = Directory.CreateTempSubdirectory("init").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact(Timeout = 120_000)]
    public async Task Init_ThatReportsAnError_ReturnsThatError()
    {
        await using var fleet = await TestFunctions.StartAsync(InMode("error"));

        var result = await fleet.CallAsync("{}");

        Assert.Equal((InvokeOutcome.FunctionError, "Init.Refused"), (result.Outcome, result.Json().GetProperty("errorType").GetString()));
    }

    [Fact(Timeout = 120_000)]
    public async Task Init_ThatExits_IsTriedTwiceAndReportsRuntimeExitError()
    {
        await using var fleet = await TestFunctions.StartAsync(InMode("exit"));

        var result = await fleet.CallAsync("{}");

        Assert.Equal("Runtime.ExitError", result.Json().GetProperty("errorType").GetString());
        Assert.Equal(2, fleet.Logs("Echo", 100).Count(line => line.Text.StartsWith("INIT_REPORT", StringComparison.Ordinal)));
    }

    [Fact(Timeout = 120_000)]
    public async Task Init_ThatExitsOnce_SucceedsTheSecondTime()
    {
        await using var fleet = await TestFunctions.StartAsync(InMode("exit-first"));

        var result = await fleet.CallAsync("{}");

        Assert.Equal(InvokeOutcome.Success, result.Outcome);
    }

    [Fact(Timeout = 120_000)]
    public async Task Init_ThatTakesTooLong_IsTriedAgainWithTheFunctionsTimeout()
    {
        var clock = new ManualClock();
        await using var gate = await Gate.StartAsync();
        await using var fleet = await TestFunctions.StartAsync(Calling(gate), TenSeconds, clock: clock);
        var call = fleet.CallAsync("{}");
        await gate.ArrivalAsync();
        await clock.TimersAsync(2);

        clock.Advance(TenSeconds.InitTimeout);
        await gate.ArrivalAsync();
        gate.Open(2);

        Assert.Equal(InvokeOutcome.Success, (await call).Outcome);
        Assert.Contains(fleet.Logs("Echo", 100), line => line.Text == "INIT_REPORT Status: timeout");
    }

    [Fact(Timeout = 120_000)]
    public async Task Init_ThatNeverEnds_TimesOut()
    {
        var clock = new ManualClock();
        await using var gate = await Gate.StartAsync();
        await using var fleet = await TestFunctions.StartAsync(Calling(gate), TenSeconds, clock: clock);
        var call = fleet.CallAsync("{}");
        await gate.ArrivalAsync();
        await clock.TimersAsync(2);
        clock.Advance(TenSeconds.InitTimeout);
        await gate.ArrivalAsync();
        await clock.TimersAsync(2);

        clock.Advance(TestFunctions.Function().Timeout);

        Assert.Equal(InvokeOutcome.TimedOut, (await call).Outcome);
        Assert.Empty(fleet.Snapshots().Single().Environments);
    }

    [UnixFact(Timeout = 120_000)]
    public async Task Bootstrap_ThatCannotBeExecuted_ReportsInvalidEntrypoint()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "bootstrap"), "no program");
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function() with { CodeDirectory = _directory });

        var result = await fleet.CallAsync("{}");

        Assert.Equal((InvokeOutcome.FunctionError, "Runtime.InvalidEntrypoint"), (result.Outcome, result.Json().GetProperty("errorType").GetString()));
    }

    private static Function Calling(Gate gate) => TestFunctions.Function() with
    {
        Environment = new Dictionary<string, string> { ["INIT_MODE"] = "call", ["GATE"] = gate.Url },
    };

    private Function InMode(string mode) => TestFunctions.Function() with
    {
        Environment = new Dictionary<string, string> { ["INIT_MODE"] = mode, ["MARKER"] = Path.Combine(_directory, "marker") },
    };
}
