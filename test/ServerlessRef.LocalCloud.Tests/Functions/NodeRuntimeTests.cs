using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.Shared;

namespace ServerlessRef.LocalCloud.Tests.Functions;

/// <summary>Functions of JavaScript, run by the loop of our own on the Node.js that package.json names.</summary>
public sealed class NodeRuntimeTests : IDisposable
{
    private static readonly FleetOptions Options = TestFunctions.Options with { NodePath = EngineNode.Path };

    private readonly string _directory = Directory.CreateTempSubdirectory("node").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact(Timeout = 120_000)]
    public async Task Handler_GetsEventAndContext_AndItsAnswerIsTheResult()
    {
        await using var fleet = await StartAsync("export const handler = async (event, context) => ({ event, id: context.awsRequestId, left: context.getRemainingTimeInMillis(), memory: context.memoryLimitInMB, trace: process.env._X_AMZN_TRACE_ID });");

        var result = (await fleet.CallAsync("""{"a":[1,"ü"]}""")).Json();

        Assert.Equal("""{"a":[1,"ü"]}""", result.GetProperty("event").GetRawText());
        Assert.Equal("256", result.GetProperty("memory").GetString());
        Assert.InRange(result.GetProperty("left").GetInt32(), 1, 120_000);
        Assert.NotEmpty(result.GetProperty("id").GetString()!);
        Assert.StartsWith("Root=", result.GetProperty("trace").GetString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Module_IsLoadedOnce_AndItsStateStaysBetweenInvocations()
    {
        await using var fleet = await StartAsync("let calls = 0; export const handler = () => ++calls;");
        await fleet.CallAsync("{}");

        Assert.Equal("2", (await fleet.CallAsync("{}")).Text());
    }

    [Fact(Timeout = 120_000)]
    public async Task Handler_ThatThrows_IsAFunctionErrorWithNameMessageAndStack()
    {
        await using var fleet = await StartAsync("export const handler = async () => { throw new RangeError('too far'); };");

        var result = await fleet.CallAsync("{}");

        Assert.Equal(InvokeOutcome.FunctionError, result.Outcome);
        Assert.Equal(("RangeError", "too far"), (result.Json().GetProperty("errorType").GetString(), result.Json().GetProperty("errorMessage").GetString()));
        Assert.NotEqual(0, result.Json().GetProperty("stackTrace").GetArrayLength());
    }

    [Theory(Timeout = 120_000)]
    [InlineData("throw new SyntaxError('at load');", "index.handler", "SyntaxError")]
    [InlineData("export const other = 1;", "index.handler", "Runtime.HandlerNotFound")]
    public async Task Module_ThatCannotBeLoaded_IsAnInitError(string source, string handler, string errorType)
    {
        await using var fleet = await StartAsync(source, handler);

        var result = await fleet.CallAsync("{}");

        Assert.Equal((InvokeOutcome.FunctionError, errorType), (result.Outcome, result.Json().GetProperty("errorType").GetString()));
    }

    [Fact(Timeout = 120_000)]
    public async Task Output_IsTheFunctionsLog()
    {
        await using var fleet = await StartAsync("export const handler = async () => { console.log('said by the handler'); };");

        Assert.Equal("null", (await fleet.CallAsync("{}")).Text());

        await fleet.DisposeAsync(); // an ended environment has been read to its last line
        Assert.Contains(fleet.Logs("Echo", 100), line => line.Text == "said by the handler");
    }

    [Fact]
    public async Task Function_WithoutTheFileOfItsHandler_StopsTheStart()
    {
        var refused = await Assert.ThrowsAsync<StartupException>(() => StartAsync("export const handler = 1;", "other.handler"));

        Assert.Contains("has no file for the handler other.handler", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Function_OfJavaScript_CannotBeDebugged()
    {
        var refused = await Assert.ThrowsAsync<StartupException>(() => StartAsync("export const handler = 1;", options: Options with { DebugFunctions = ["Echo"] }));

        Assert.Contains("There is no function Echo to debug", refused.Message, StringComparison.Ordinal);
    }

    private Task<FunctionFleet> StartAsync(string source, string handler = "index.handler", FleetOptions? options = null)
    {
        File.WriteAllText(Path.Combine(_directory, "index.mjs"), source);
        Function function = TestFunctions.Function() with { CodeDirectory = _directory, Runtime = "nodejs24.x", Handler = handler };
        return TestFunctions.StartAsync(function, options ?? Options);
    }
}
