using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Tests.Functions;

public sealed class InitTests : IDisposable
{
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
        await using var fleet = await TestFunctions.StartAsync(InMode("hang-first"), TestFunctions.Options with { InitTimeout = TimeSpan.FromSeconds(2) });

        var result = await fleet.CallAsync("{}");

        Assert.Equal(InvokeOutcome.Success, result.Outcome);
        Assert.Contains(fleet.Logs("Echo", 100), line => line.Text == "INIT_REPORT Status: timeout");
    }

    [Fact(Timeout = 120_000)]
    public async Task Init_ThatNeverEnds_TimesOut()
    {
        var function = InMode("hang") with { Timeout = TimeSpan.FromSeconds(1) };
        await using var fleet = await TestFunctions.StartAsync(function, TestFunctions.Options with { InitTimeout = TimeSpan.FromSeconds(1) });

        var result = await fleet.CallAsync("{}");

        Assert.Equal(InvokeOutcome.TimedOut, result.Outcome);
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

    private Function InMode(string mode) => TestFunctions.Function() with
    {
        Environment = new Dictionary<string, string> { ["INIT_MODE"] = mode, ["MARKER"] = Path.Combine(_directory, "marker") },
    };
}
