using System.Net;
using System.Text.Json;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.EndToEnd;

/// <summary>Names, mail addresses and secrets go through every path there is, those that fail too; afterwards they are where they belong and nowhere else.</summary>
[Collection(RunningCloudGroup.Name)]
public sealed class PersonalDataTests(RunningCloud cloud) : IAsyncLifetime
{
    private const string Viewer = "10.77.0.1";
    private const string Name = "Zyxwine Qorvath";
    private const string Mail = "zyxwine.qorvath@example.org";
    private const string Key = "zyxwine-key-0123456789";

    private static readonly string[] Functions = ["Api", "Worker", "Sweeper", "DeadLetter", "Waitlist", "Promotion", "Changes", "Notify"];

    private ServiceClient _client = null!;
    private string _organiser = null!;

    public async Task InitializeAsync()
    {
        _client = cloud.Client();
        _organiser = await _client.SignInAsync("zyxwine.organiser@example.org");
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact(Timeout = 240_000)]
    public async Task NoLogLine_HoldsANameAMailAddressOrASecret_WhateverWentWrong()
    {
        var eventId = await CreateEventAsync("zyxwine-event-000001", capacity: 1);
        var seat = await RegisterAsync(eventId, Key, Mail);
        var token = Text(seat, "cancellationToken");

        await RefusedAsync(eventId, token);
        await ReadAsync(eventId, Text(seat, "id"), token);
        await BrokenAsync();

        var logs = new List<string>();
        foreach (var function in Functions)
        {
            logs.Add((await _client.GetAsync($"_local/functions/{function}/logs?count=1000")).Body);
        }

        // Something must have been said, or the silence below would prove nothing.
        Assert.Contains("message-kept", logs[3], StringComparison.Ordinal);
        Assert.All(logs.Append(cloud.Process.Output), said =>
            Assert.All(["zyxwine", "qorvath", token, _organiser, Key], secret => Assert.DoesNotContain(secret, said, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact(Timeout = 240_000)]
    public async Task DeletingARegistration_ErasesNameMailAndTheirHashes_FromTheTable()
    {
        const string Erased = "Erasmus Vanishing";
        var eventId = await CreateEventAsync("zyxwine-event-000002", capacity: 5);
        var seat = await _client.RegisterAsync(eventId, "zyxwine-key-erasure-1", Erased, "erasmus.vanishing@example.org", Viewer);
        var before = await ItemsAsync(eventId);
        var row = before.Single(item => item.TryGetProperty("email", out _));
        string[] personal = [Erased, "erasmus.vanishing", row.GetProperty("mailHash").GetString()!, row.GetProperty("payloadHash").GetString()!];
        Assert.All(personal, value => Assert.Contains(value, Table(before), StringComparison.OrdinalIgnoreCase));

        var answer = await _client.CancelAsync(eventId, Text(seat, "id"), Text(seat, "cancellationToken"), Viewer);

        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        var table = (await _client.GetAsync("_local/table")).Body;
        Assert.All(personal, value => Assert.DoesNotContain(value, table, StringComparison.OrdinalIgnoreCase));
    }

    [Fact(Timeout = 240_000)]
    public async Task EveryItemWithANameOrAMailAddress_ExpiresThirtyDaysAfterItsEvent()
    {
        var eventId = await CreateEventAsync("zyxwine-event-000003", capacity: 5);
        await RegisterAsync(eventId, "zyxwine-key-expiry-01", "expiry.zyxwine@example.org");
        var expected = Start.AddDays(30).ToUnixTimeSeconds();

        var items = await ItemsAsync(eventId);

        var personal = items.Where(item => item.TryGetProperty("email", out _) || item.GetProperty("PK").GetString()!.StartsWith("MAIL#", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, personal.Count);
        Assert.All(personal, item => Assert.Equal(expected, item.GetProperty("expiresAt").GetInt64()));
    }

    private static DateTimeOffset Start => new(2097, 5, 1, 18, 0, 0, TimeSpan.Zero);

    private static string Text(Answer answer, string name) => answer.Json.GetProperty(name).GetString()!;

    private static string Table(IEnumerable<JsonElement> items) => string.Join('\n', items.Select(item => item.GetRawText()));

    private async Task<List<JsonElement>> ItemsAsync(string eventId) =>
        [.. EventRows.Of((await _client.GetAsync("_local/table")).Json.GetProperty("items"), eventId).All];

    private async Task<string> CreateEventAsync(string key, int capacity) => Text(await _client.CreateEventAsync(_organiser, key, "Where nobody is named", capacity, Start), "id");

    private Task<Answer> RegisterAsync(string eventId, string key, string mail) => _client.RegisterAsync(eventId, key, Name, mail, Viewer);

    /// <summary>Every kind of refusal that has seen a name or a secret.</summary>
    private async Task RefusedAsync(string eventId, string token)
    {
        var registrations = $"v1/events/{eventId}/registrations";
        Answer[] answers =
        [
            await RegisterAsync(eventId, Key + "-other", Mail),
            await _client.RegisterAsync(eventId, Key, Name + " II", Mail, Viewer),
            await RegisterAsync(eventId, "zyxwine-key-full-0001", "full.zyxwine@example.org"),
            await RegisterAsync("zyxwine", "zyxwine-key-none-0001", Mail),
            await RegisterAsync(eventId, "zyxwine key", Mail),
            await _client.RegisterAsync(eventId, "zyxwine-key-mail-0001", Name, "zyxwine.qorvath", Viewer),
            await _client.SendAsync(HttpMethod.Post, registrations, new Dictionary<string, object> { ["name"] = Name, ["email"] = Mail, ["qorvath"] = Mail }, ("Idempotency-Key", "zyxwine-key-more-0001"), ("X-Local-Viewer-Ip", Viewer)),
            await _client.GetRegistrationAsync(eventId, "zyxwine", token, Viewer),
            await _client.GetAsync($"v1/events?cursor={Mail}", ("X-Local-Viewer-Ip", Viewer)),
            await _client.GetAsync($"v1/jobs/{Mail}", ("Authorization", $"Bearer {_organiser}")),
            await _client.GetAsync($"v1/jobs/{Mail}", ("Authorization", $"Bearer {_organiser}qorvath")),
        ];

        Assert.All(answers, answer => Assert.InRange((int)answer.Status, 400, 499));
    }

    /// <summary>What reads names and mail addresses: the holder's page, the organiser's list, the exports.</summary>
    private async Task ReadAsync(string eventId, string registration, string token)
    {
        Assert.Equal(HttpStatusCode.OK, (await _client.GetRegistrationAsync(eventId, registration, token, Viewer)).Status);
        Assert.Contains(Mail, (await _client.GetAsync($"v1/events/{eventId}/attendees", ("Authorization", $"Bearer {_organiser}"))).Body, StringComparison.Ordinal);
        Assert.Contains(Mail, await ResultAsync(eventId, "attendee-export"), StringComparison.Ordinal);
        Assert.Contains(Name, await ResultAsync(eventId, "badges"), StringComparison.Ordinal);
    }

    private async Task<string> ResultAsync(string eventId, string type)
    {
        var accepted = await _client.CreateJobAsync(_organiser, $"zyxwine-job-{type}", eventId, type);
        var done = await ServiceClient.UntilAsync(
            () => _client.GetAsync(accepted.Location!.TrimStart('/'), ("Authorization", $"Bearer {_organiser}")),
            answer => Text(answer, "status") is "done" or "failed",
            TimeSpan.FromMinutes(2));
        return (await _client.GetAsync(done.Json.GetProperty("result").GetString()!)).Body;
    }

    /// <summary>Events no gateway or queue would send: what a function says when it stumbles.</summary>
    private async Task BrokenAsync()
    {
        var person = JsonSerializer.Serialize(JsonSerializer.Serialize(new Dictionary<string, string> { ["name"] = Name, ["email"] = Mail }));
        string[] ofTheApi =
        [
            $$$"""{"httpMethod":"POST","resource":"/v1/events/{eventId}/registrations","body":{{{person}}}}""",
            $$$"""{"httpMethod":"POST","resource":"/v1/events/{eventId}/registrations","pathParameters":{"eventId":"{{{Mail}}}"},"multiValueHeaders":{"Idempotency-Key":["{{{Key}}}"]},"body":{{{person}}},"requestContext":{"requestId":"1"}}""",
            $$$"""{"httpMethod":7,"body":{{{person}}}}""",
            $$$"""{"httpMethod":"{{{Mail}}}","resource":"{{{Mail}}}","body":{{{person}}},"requestContext":{"requestId":"1"}}""",
        ];
        foreach (var broken in ofTheApi)
        {
            await InvokeAsync("Api", broken);
        }

        foreach (var function in new[] { "Worker", "DeadLetter" })
        {
            foreach (var body in new[] { person, JsonSerializer.Serialize("{\"jobId\":\"" + Mail + "\"}"), JsonSerializer.Serialize(Mail) })
            {
                await InvokeAsync(function, $$"""{"Records":[{"messageId":"{{Guid.NewGuid()}}","body":{{body}} }]}""");
            }

            await InvokeAsync(function, $$"""{"Records":{{person}} }""");
        }

        await InvokeAsync("Waitlist", $$"""{"Records":[{"messageId":"{{Guid.NewGuid()}}","body":{{person}},"attributes":{"MessageGroupId":"1"} }]}""");
        await InvokeAsync("Promotion", $$"""{"task":7,"person":{{person}} }""");
        await InvokeAsync("Promotion", person);
        await InvokeAsync("Changes", $$$"""[{"eventID":"1","eventName":"MODIFY","dynamodb":{"Keys":{"PK":{"S":"EVENT#1"},"SK":{"S":"REG#1"}},"OldImage":{"name":{"S":"{{{Name}}}" },"email":{"S":"{{{Mail}}}" },"status":{"S":"confirmed"}},"NewImage":{"status":{"S":"cancelled"} } } } ]""");
        await InvokeAsync("Changes", $"[{person}]");
        await InvokeAsync("Notify", $$"""{"id":"1","detail-type":"ServiceEvent","detail":{"type":"seat-freed","person":{{person}} } }""");
        await InvokeAsync("Notify", $$"""{"id":"1","detail":{{person}} }""");
    }

    private Task<Answer> InvokeAsync(string function, string input) =>
        _client.SendAsync(HttpMethod.Post, $"_local/functions/{function}/invoke", JsonSerializer.Deserialize<JsonElement>(input));
}
