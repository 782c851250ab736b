using System.Text;
using ServerlessRef.Fuzz.Runs;

namespace ServerlessRef.Fuzz.Requests;

public sealed class RequestShrinkerTests
{
    private static readonly FuzzAnswer Failed = new(500, new Dictionary<string, string>(), "");

    [Fact]
    public async Task AFailingRequest_ShrinksToWhatMakesItFail()
    {
        var request = new FuzzRequest("POST", "/v1/events?a=1&b=2", ["User-Agent: fuzz", "X-Needed: 1", "X-Other: 2"], """{"title":"needed","capacity":1,"startsAt":"x"}"""u8.ToArray());

        var smallest = await RequestShrinker.ShrinkAsync(new Finding("Any", request, Failed, "fails"), FailsWhenNeededIsThere);

        Assert.Equal("/v1/events", smallest.Request.Target);
        Assert.Equal(["User-Agent: fuzz", "X-Needed: 1"], smallest.Request.Headers);
        Assert.Equal("""{"title":"needed"}""", Encoding.UTF8.GetString(smallest.Request.Body));
    }

    [Fact]
    public async Task ARequestThatFailsOnlyOnce_StaysAsItWas()
    {
        var request = new FuzzRequest("GET", "/v1/events?a=1", ["User-Agent: fuzz", "X-Other: 2"], []);

        var smallest = await RequestShrinker.ShrinkAsync(new Finding("Any", request, Failed, "fails"), _ => Task.FromResult<Finding?>(null));

        Assert.Equal(request, smallest.Request);
    }

    private static Task<Finding?> FailsWhenNeededIsThere(FuzzRequest request) => Task.FromResult(
        request.Headers.Contains("X-Needed: 1") && Encoding.UTF8.GetString(request.Body).Contains("needed", StringComparison.Ordinal) ? new Finding("Any", request, Failed, "fails") : null);
}
