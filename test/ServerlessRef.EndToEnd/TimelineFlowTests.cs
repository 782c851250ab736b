using System.Net;
using System.Text.Json;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.EndToEnd;

/// <summary>One request on the timeline, through every hop of the template.</summary>
[Collection(RunningCloudGroup.Name)]
public sealed class TimelineFlowTests(RunningCloud cloud)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact(Timeout = 180_000)]
    public async Task ASignUpOfTheLastSeat_IsOneFlow_FromTheRequestToTheMail()
    {
        using var client = cloud.Client();
        var created = await client.CreateEventAsync(await client.SignInAsync("organiser@example.org"), "timeline-last-seat", "Followed", 1, new DateTimeOffset(2098, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var eventId = Text(created.Json, "id");

        var seat = await client.RegisterAsync(eventId, "timeline-last-seat-1", "Ada", "ada@example.org", "10.7.8.1");

        // The mail comes before the end of the function that sends it, and the ticket has a way of its own.
        var hops = await UntilAsync(client, Text(seat.Json, "id"), all => Array.TrueForAll(["Worker", "Notify"], function => all.Exists(hop => Text(hop, "name") == function)));

        Assert.Equal("request", Text(hops[0], "kind"));
        Assert.Equal(($"POST /v1/events/{eventId}/registrations", "201"), (Text(hops[0], "name"), Text(hops[0], "detail")));
        Assert.Superset(
            new HashSet<string> { "function Api", "function Worker", "function Changes", "function Notify", "call dynamodb:TransactWriteItems", "call sqs:SendMessage", "call sns:Publish" },
            hops.Select(hop => $"{Text(hop, "kind")} {Text(hop, "name")}").ToHashSet());
        Assert.Equal(
            ["request", "function", "call", "queue", "stream", "pipe", "bus", "mail"],
            hops.Select(hop => Text(hop, "kind")).Distinct().OrderBy(kind => Array.IndexOf(["request", "function", "call", "queue", "stream", "pipe", "bus", "mail"], kind)));
        Assert.Single(hops.SelectMany(hop => hop.GetProperty("traces").EnumerateArray().Select(trace => trace.GetString())).Distinct());
        Assert.All(hops, hop => Assert.False(hop.GetProperty("failed").GetBoolean(), hop.GetRawText()));
    }

    [Fact(Timeout = 180_000)]
    public async Task TheTraceIdOfAnAnswer_AndItsRequestId_FindTheSameFlow()
    {
        using var client = cloud.Client();

        using var answer = await client.Http.GetAsync(new Uri("v1/events/evt_00000000000000000000000000", UriKind.Relative));
        var byTrace = await UntilAsync(client, answer.Headers.GetValues("X-Amzn-Trace-Id").Single()["Root=".Length..].Split(';')[0], all => all.Count > 0);
        var byRequest = await UntilAsync(client, answer.Headers.GetValues("x-amzn-RequestId").Single(), all => all.Count > 0);

        Assert.Equal(byTrace.Select(hop => hop.GetProperty("number").GetInt64()), byRequest.Select(hop => hop.GetProperty("number").GetInt64()));
        Assert.Equal("404", Text(byTrace[0], "detail"));
    }

    [Fact(Timeout = 180_000)]
    public async Task SignUpsOfOneMoment_KeepToTheirOwnFlows()
    {
        using var client = cloud.Client();
        var created = await client.CreateEventAsync(await client.SignInAsync("organiser@example.org"), "timeline-together", "Together", 20, new DateTimeOffset(2098, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var eventId = Text(created.Json, "id");

        var seats = await Task.WhenAll(Enumerable.Range(1, 12).Select(number => client.RegisterAsync(eventId, $"timeline-together-{number}", "Ada", $"ada{number}@example.org", $"10.7.8.{number + 10}")));

        foreach (var seat in seats)
        {
            var (id, job) = (Text(seat.Json, "id"), Text(seat.Json, "ticketJobId"));
            var hops = await UntilAsync(client, id, all => all.Exists(hop => Text(hop, "name") == "Worker"));
            var trace = Text(hops[0].GetProperty("traces")[0]);
            var writes = hops.Where(hop => Text(hop, "name") == "dynamodb:TransactWriteItems" && !hop.GetProperty("failed").GetBoolean()).ToList();
            Assert.Equal(2, writes.Count);
            Assert.All(writes, write => Assert.Equal([trace], write.GetProperty("traces").EnumerateArray().Select(Text)));
            Assert.All(writes, write => Assert.Contains(job, write.GetProperty("ids").EnumerateArray().Select(Text)));
        }
    }

    private static async Task<List<JsonElement>> UntilAsync(ServiceClient client, string id, Func<List<JsonElement>, bool> done)
    {
        var answer = await ServiceClient.UntilAsync(() => client.GetAsync($"_local/timeline/{id}"), found => found.Status == HttpStatusCode.OK && done(Hops(found)), Patience);
        return Hops(answer);
    }

    private static List<JsonElement> Hops(Answer answer) => [.. answer.Json.GetProperty("hops").EnumerateArray()];

    private static string Text(JsonElement element, string name) => Text(element.GetProperty(name));

    private static string Text(JsonElement element) => element.GetString() ?? "";
}
