using System.Text;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Functions.Tests.Hosting;

public sealed class PrewarmTests
{
    [Fact(Timeout = 120_000)]
    public async Task Prewarm_WhenACallFails_LogsItAndMakesTheOthers()
    {
        using var output = new MemoryStream();
        var made = false;
        var prewarm = new Prewarm(
            [
                new PrewarmCall("broken", _ => throw new IOException("no route")),
                new PrewarmCall("fine", _ =>
                {
                    made = true;
                    return Task.CompletedTask;
                }),
            ],
            new JsonLog(output, TimeProvider.System),
            TimeProvider.System);

        await prewarm.RunAsync(default);

        Assert.True(made);
        Assert.Contains("\"eventId\":1001,\"event\":\"prewarm-failed\",\"client\":\"broken\"", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Prewarm_WhenACallNeverEnds_IsEndedByItsTimeBox()
    {
        using var output = new MemoryStream();
        var prewarm = new Prewarm(
            [new PrewarmCall("stuck", _ => new TaskCompletionSource().Task)], new JsonLog(output, TimeProvider.System), TimeProvider.System);

        await prewarm.RunAsync(default);

        Assert.Contains("prewarm-failed", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }
}
