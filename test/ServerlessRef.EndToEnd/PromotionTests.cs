using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.EndToEnd;

/// <summary>From a seat given back to the registration of somebody who waited for it, through stream, bus, workflow and functions.</summary>
[Collection(RunningCloudGroup.Name)]
public sealed class PromotionTests(RunningCloud cloud)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact(Timeout = 180_000)]
    public async Task ASeatGivenBack_IsOffered_Accepted_AndBecomesARegistrationWithItsTicket()
    {
        using var client = cloud.Client();
        var (eventId, first) = await FullEventAsync(client, "promotion-accept");
        var bob = await JoinAsync(client, eventId, "promotion-accept-bob", "bob@example.org");

        await client.CancelAsync(eventId, Text(first, "id"), Text(first, "cancellationToken"), Viewer);
        var offered = await UntilAsync(client, eventId, bob, "offered");
        var accepted = await AcceptAsync(client, eventId, bob);
        var promoted = await UntilAsync(client, eventId, bob, "promoted");

        var registrationId = Text(promoted, "registrationId");
        var registration = await ServiceClient.UntilAsync(
            () => client.GetRegistrationAsync(eventId, registrationId, bob.Token, Viewer),
            answer => answer.Json.GetProperty("ticket").ValueKind == JsonValueKind.Object,
            Patience);
        Assert.NotEqual(JsonValueKind.Null, offered.GetProperty("offeredUntil").ValueKind);
        Assert.Equal((HttpStatusCode.OK, "confirmed"), (accepted.Status, Text(registration.Json, "status")));
        Assert.Equal(0, await SeatsLeftAsync(client, eventId));
        Assert.All(await ExecutionsAsync(client, eventId), execution => Assert.Equal("Succeeded", Text(execution, "status")));
        var hops = (await client.GetAsync($"_local/timeline/{eventId}")).Json.GetProperty("hops").EnumerateArray();
        Assert.Superset(
            new HashSet<string> { "OfferNext", "AwaitAnswer", "Confirm", "Succeeded" },
            hops.Where(hop => Text(hop, "kind") == "execution").Select(hop => Text(hop, "detail")).ToHashSet());
    }

    [Fact(Timeout = 180_000)]
    public async Task ADeclinedSeat_IsOfferedToTheNext()
    {
        using var client = cloud.Client();
        var (eventId, first) = await FullEventAsync(client, "promotion-decline");
        var bob = await JoinAsync(client, eventId, "promotion-decline-bob", "bob@example.org");
        var cid = await JoinAsync(client, eventId, "promotion-decline-cid", "cid@example.org");

        await client.CancelAsync(eventId, Text(first, "id"), Text(first, "cancellationToken"), Viewer);
        await UntilAsync(client, eventId, bob, "offered");
        var declined = await client.SendAsync(HttpMethod.Delete, Path(eventId, bob), null, ("Cancellation-Token", bob.Token), ("X-Local-Viewer-Ip", Viewer));

        await UntilAsync(client, eventId, cid, "offered");
        Assert.Equal(HttpStatusCode.NoContent, declined.Status);
        await AcceptAsync(client, eventId, cid);
        await UntilAsync(client, eventId, cid, "promoted");
        Assert.Equal("declined", Text((await ReadAsync(client, eventId, bob)).Json, "status"));
    }

    [Fact(Timeout = 180_000)]
    public async Task ASeatNobodyWaitsFor_IsEverybodysAgain()
    {
        using var client = cloud.Client();
        var (eventId, first) = await FullEventAsync(client, "promotion-nobody");
        var bob = await JoinAsync(client, eventId, "promotion-nobody-bob", "bob@example.org");
        await client.SendAsync(HttpMethod.Delete, Path(eventId, bob), null, ("Cancellation-Token", bob.Token), ("X-Local-Viewer-Ip", Viewer));

        await client.CancelAsync(eventId, Text(first, "id"), Text(first, "cancellationToken"), Viewer);

        await ServiceClient.UntilAsync(() => client.GetAsync($"v1/events/{eventId}"), answer => answer.Json.GetProperty("seatsLeft").GetInt32() == 1, Patience);
        var again = await client.RegisterAsync(eventId, "promotion-nobody-again", "Eve", "eve@example.org", Viewer);
        Assert.Equal(HttpStatusCode.Created, again.Status);
    }

    [Fact(Timeout = 300_000)]
    public async Task AnOfferNobodyAnswers_GoesToTheNext_AndCannotBeAcceptedAnyMore()
    {
        // An offer stands for an hour; here for seconds.
        using var assembly = AssemblyCopy.Create()
            .Edit("AWS::Lambda::Function", path => path.Contains("/Promotions/Promotion/", StringComparison.Ordinal), function => Offers(function, seconds: 3));
        await using var own = await LocalCloudProcess.StartAsync(new LocalCloudSettings(assembly.Folder));
        using var client = new ServiceClient(own.Address);
        var (eventId, first) = await FullEventAsync(client, "promotion-timeout");
        var bob = await JoinAsync(client, eventId, "promotion-timeout-bob", "bob@example.org");
        var cid = await JoinAsync(client, eventId, "promotion-timeout-cid", "cid@example.org");

        await client.CancelAsync(eventId, Text(first, "id"), Text(first, "cancellationToken"), Viewer);
        await UntilAsync(client, eventId, bob, "expired");
        await UntilAsync(client, eventId, cid, "expired");
        var late = await AcceptAsync(client, eventId, bob);

        Assert.Equal("offer-ended", late.Problem);
        Assert.All(
            (await client.GetAsync("_local/table")).Json.GetProperty("items").EnumerateArray(),
            item => Assert.All(["bob@", "cid@", "Waiting"], personal => Assert.DoesNotContain(personal, item.GetRawText(), StringComparison.Ordinal)));
        await ServiceClient.UntilAsync(() => client.GetAsync($"v1/events/{eventId}"), answer => answer.Json.GetProperty("seatsLeft").GetInt32() == 1, Patience);
    }

    private const string Viewer = "10.8.1.1";

    private static void Offers(JsonObject function, int seconds) => function["Environment"]!["Variables"]!["OFFER_SECONDS"] = $"{seconds}";

    private static async Task<(string EventId, JsonElement First)> FullEventAsync(ServiceClient client, string key)
    {
        var created = await client.CreateEventAsync(await client.SignInAsync("organiser@example.org"), $"{key}-event", "A meeting", 1, new DateTimeOffset(2098, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var eventId = Text(created.Json, "id");
        var registered = await client.RegisterAsync(eventId, $"{key}-first-seat", "Ada", "ada@example.org", Viewer);
        Assert.Equal(HttpStatusCode.Created, registered.Status);
        return (eventId, registered.Json);
    }

    private static async Task<Entry> JoinAsync(ServiceClient client, string eventId, string key, string email)
    {
        var joined = await ServiceClient.RetryAsync(
            () => client.SendAsync(HttpMethod.Post, $"v1/events/{eventId}/waitlist", new Dictionary<string, string> { ["name"] = "Waiting", ["email"] = email }, ("Idempotency-Key", key), ("X-Local-Viewer-Ip", Viewer)),
            () => { });
        Assert.Equal(HttpStatusCode.Accepted, joined.Status);
        var entry = new Entry(Text(joined.Json, "id"), Text(joined.Json, "cancellationToken"));
        await UntilAsync(client, eventId, entry, "waiting");
        return entry;
    }

    private static Task<Answer> AcceptAsync(ServiceClient client, string eventId, Entry entry) => ServiceClient.RetryAsync(
        () => client.SendAsync(HttpMethod.Post, $"{Path(eventId, entry)}/acceptance", new Dictionary<string, string>(), ("Cancellation-Token", entry.Token), ("Idempotency-Key", $"accept-{entry.Id}"), ("X-Local-Viewer-Ip", Viewer)),
        () => { });

    private static async Task<JsonElement> UntilAsync(ServiceClient client, string eventId, Entry entry, string status) =>
        (await ServiceClient.UntilAsync(() => ReadAsync(client, eventId, entry), answer => answer.Status == HttpStatusCode.OK && Text(answer.Json, "status") == status, Patience)).Json;

    private static Task<Answer> ReadAsync(ServiceClient client, string eventId, Entry entry) =>
        client.GetAsync(Path(eventId, entry), ("Cancellation-Token", entry.Token), ("X-Local-Viewer-Ip", Viewer));

    private static async Task<int> SeatsLeftAsync(ServiceClient client, string eventId) => (await client.GetAsync($"v1/events/{eventId}")).Json.GetProperty("seatsLeft").GetInt32();

    private static async Task<List<JsonElement>> ExecutionsAsync(ServiceClient client, string eventId)
    {
        var answer = await ServiceClient.UntilAsync(() => client.GetAsync("_local/executions.json"), found => Of(found).TrueForAll(execution => Text(execution, "status") != "Running"), Patience);
        Assert.NotEmpty(Of(answer));
        return Of(answer);

        List<JsonElement> Of(Answer executions) => [.. executions.Json.GetProperty("executions").EnumerateArray().Where(execution => execution.GetProperty("input").GetRawText().Contains(eventId, StringComparison.Ordinal))];
    }

    private static string Path(string eventId, Entry entry) => $"v1/events/{eventId}/waitlist/{entry.Id}";

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private sealed record Entry(string Id, string Token);
}
