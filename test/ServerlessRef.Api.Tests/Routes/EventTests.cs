using ServerlessRef.Api.Tests.Engine;

namespace ServerlessRef.Api.Tests.Routes;

[Collection(ApiCollection.Name)]
public sealed class EventTests(Dynalite engine) : IAsyncLifetime
{
    private Desk _desk = null!;

    public async Task InitializeAsync() => _desk = await Desk.OpenAsync(engine);

    public Task DisposeAsync()
    {
        _desk.Dispose();
        return Task.CompletedTask;
    }

    [Fact(Timeout = 30_000)]
    public async Task Creating_an_event_answers_where_it_is_and_what_it_is()
    {
        var answer = await _desk.CreateEventAsync(" Meetup ", 2, "2027-05-01T20:00:00+02:00");

        var id = answer.Text("id");
        Assert.Equal((201, $"/v1/events/{id}", "no-store"), (answer.Status, answer.Headers["Location"], answer.Headers["Cache-Control"]));
        Assert.Equal($$$"""{"id":"{{{id}}}","title":"Meetup","startsAt":"2027-05-01T18:00:00Z","capacity":2,"seatsLeft":2,"cover":{"status":"none","reason":null,"pictures":[]}}""", answer.Body);
        Assert.Equal(answer.Body, (await _desk.GetEventAsync(id)).Body);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_retry_gets_the_first_answer_though_a_seat_is_taken_and_the_event_over()
    {
        var first = await _desk.CreateEventAsync(key: "same-key-00000000");
        await _desk.RegisterAsync(first.Text("id"));
        _desk.Clock.Now = _desk.Clock.Now.AddYears(1);

        Assert.Equal(first.Body, (await _desk.CreateEventAsync(key: "same-key-00000000")).Body);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_same_key_with_another_payload_is_refused()
    {
        await _desk.CreateEventAsync(key: "same-key-00000000");
        Assert.Equal("idempotency-key-reused", (await _desk.CreateEventAsync(title: "Other", key: "same-key-00000000")).Problem);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_same_key_of_another_organiser_makes_another_event()
    {
        var first = await _desk.CreateEventAsync(key: "same-key-00000000");
        var second = await _desk.CreateEventAsync(title: "Other", key: "same-key-00000000", organiser: Desk.Grace);
        Assert.NotEqual(first.Text("id"), second.Text("id"));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_event_that_has_started_is_not_created()
    {
        var answer = await _desk.CreateEventAsync(startsAt: "2027-01-01T12:00:00Z");
        Assert.Equal(("invalid-request", "startsAt"), (answer.Problem, Assert.Single(answer.Fields)));
        Assert.Empty(await _desk.ItemsAsync());
    }

    [Theory(Timeout = 30_000)]
    [InlineData("""{"title":"","startsAt":"x","capacity":0}""", "title,startsAt,capacity")]
    [InlineData("""{"title":1,"startsAt":null,"capacity":"2"}""", "title,startsAt,capacity")]
    [InlineData("""{"title":"Meetup","startsAt":"2027-05-01T18:00:00Z","capacity":2,"owner":"eve"}""", "owner")]
    [InlineData("""{"title":"Meetup","startsAt":"2027-05-01T18:00:00Z","capacity":2,"capacity":3}""", "capacity")]
    [InlineData("{}", "title,startsAt,capacity")]
    [InlineData("[]", "body")]
    [InlineData("", "body")]
    public async Task A_bad_body_is_refused_field_by_field_and_writes_nothing(string body, string fields)
    {
        var answer = await _desk.SendAsync("POST", "/v1/events", body: body, key: _desk.NewKey(), organiser: Desk.Ada);
        Assert.Equal(("invalid-request", fields), (answer.Problem, string.Join(',', answer.Fields)));
        Assert.Empty(await _desk.ItemsAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task Nobody_but_an_organiser_creates_events()
    {
        Assert.Equal("unauthorized", (await _desk.SendAsync("POST", "/v1/events", body: "{}", key: _desk.NewKey())).Problem);
        Assert.Equal("not-an-organiser", (await _desk.SendAsync("POST", "/v1/events", body: "{}", key: _desk.NewKey(), organiser: Desk.Ada, groups: "staff")).Problem);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_key_is_required() =>
        Assert.Equal("invalid-idempotency-key", (await _desk.SendAsync("POST", "/v1/events", body: "{}", organiser: Desk.Ada)).Problem);

    [Fact(Timeout = 30_000)]
    public async Task An_event_shows_seats_as_of_now_and_may_be_kept_for_a_second()
    {
        var id = await _desk.EventAsync(capacity: 2);
        await _desk.RegisterAsync(id);

        var answer = await _desk.GetEventAsync(id);
        Assert.Equal((200, 1, "public, max-age=1"), (answer.Status, answer.Number("seatsLeft"), answer.Headers["Cache-Control"]));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_tag_saves_the_body_until_a_seat_is_taken()
    {
        var id = await _desk.EventAsync();
        var tag = (await _desk.GetEventAsync(id)).Headers["ETag"];

        var unchanged = await _desk.GetEventAsync(id, $"\"other\", W/{tag}");
        Assert.Equal((304, null, tag), (unchanged.Status, unchanged.Body, unchanged.Headers["ETag"]));

        await _desk.RegisterAsync(id);
        Assert.Equal(200, (await _desk.GetEventAsync(id, tag)).Status);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("evt_00000000000000000000000000")]
    [InlineData("nonsense")]
    [InlineData("evt_1#META")]
    [InlineData("..%2f..")]
    public async Task An_event_that_does_not_exist_is_not_found_and_not_kept(string id)
    {
        var answer = await _desk.GetEventAsync(id);
        Assert.Equal(("event-not-found", "no-store"), (answer.Problem, answer.Headers["Cache-Control"]));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_list_shows_what_is_to_come_page_by_page_with_seats_as_of_now()
    {
        await _desk.CreateEventAsync("third", startsAt: "2027-05-03T18:00:00Z");
        await _desk.CreateEventAsync("first", startsAt: "2027-05-01T18:00:00Z");
        var second = await _desk.CreateEventAsync("second", startsAt: "2027-05-02T18:00:00Z");
        await _desk.CreateEventAsync("over", startsAt: "2027-01-01T12:00:01Z");
        _desk.Clock.Now = _desk.Clock.Now.AddSeconds(1);
        await _desk.RegisterAsync(second.Text("id"));

        var page = await _desk.SendAsync("GET", "/v1/events", query: "limit=2");
        Assert.Equal(["first 2", "second 1"], Titles(page));
        var rest = await _desk.SendAsync("GET", "/v1/events", query: $"limit=2&cursor={page.Text("nextCursor")}");
        Assert.Equal(["third 2"], Titles(rest));
        Assert.False(rest.Json.TryGetProperty("nextCursor", out _));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_page_that_ends_with_the_list_has_no_next_one()
    {
        await _desk.CreateEventAsync("one");
        await _desk.CreateEventAsync("two");
        Assert.False((await _desk.SendAsync("GET", "/v1/events", query: "limit=2")).Json.TryGetProperty("nextCursor", out _));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_list_without_events_is_empty() => Assert.Equal("""{"items":[]}""", (await _desk.SendAsync("GET", "/v1/events")).Body);

    [Theory(Timeout = 30_000)]
    [InlineData("limit=0", "invalid-request")]
    [InlineData("limit=101", "invalid-request")]
    [InlineData("limit=1&limit=2", "invalid-request")]
    [InlineData("cursor=", "invalid-cursor")]
    [InlineData("cursor=AAAA", "invalid-cursor")]
    public async Task A_bad_page_is_refused(string query, string problem) => Assert.Equal(problem, (await _desk.SendAsync("GET", "/v1/events", query: query)).Problem);

    [Fact(Timeout = 30_000)]
    public async Task Health_answers_with_the_version_and_calls_nothing() =>
        Assert.Equal("""{"status":"ok","version":"7"}""", (await _desk.SendAsync("GET", "/v1/health")).Body);

    private static string[] Titles(Answer list) =>
        [.. list.Json.GetProperty("items").EnumerateArray().Select(item => $"{item.GetProperty("title").GetString()} {item.GetProperty("seatsLeft").GetInt32()}")];
}
