using ServerlessRef.Api.Tests.Engine;

namespace ServerlessRef.Api.Tests.Routes;

[Collection(ApiCollection.Name)]
public sealed class RegisterTests(Dynalite engine) : IAsyncLifetime
{
    private const string Key = "same-key-00000000";

    private Desk _desk = null!;

    public async Task InitializeAsync() => _desk = await Desk.OpenAsync(engine);

    public Task DisposeAsync()
    {
        _desk.Dispose();
        return Task.CompletedTask;
    }

    [Fact(Timeout = 30_000)]
    public async Task A_seat_is_confirmed_with_the_token_that_gives_it_back()
    {
        var eventId = await _desk.EventAsync();
        var answer = await _desk.RegisterAsync(eventId, " Ada ");

        Assert.Equal(201, answer.Status);
        Assert.Equal(["id", "eventId", "name", "status", "ticketJobId", "cancellationToken"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal((eventId, "Ada", "confirmed"), (answer.Text("eventId"), answer.Text("name"), answer.Text("status")));
        Assert.Equal($"/v1/events/{eventId}/registrations/{answer.Text("id")}", answer.Headers["Location"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task Counter_registration_mail_guard_and_job_are_written_and_the_job_is_sent()
    {
        var eventId = await _desk.EventAsync();
        var answer = await _desk.RegisterAsync(eventId);
        var items = await _desk.ItemsAsync();

        Assert.Equal("1", items[$"EVENT#{eventId} META"]["seatsTaken"].N);
        Assert.Equal("PENDING", items[$"JOB#{answer.Text("ticketJobId")} META"]["status"].S);
        Assert.Equal(answer.Text("id"), items.Single(item => item.Key.Contains("MAIL#", StringComparison.Ordinal)).Value["registrationId"].S);
        Assert.Equal($$"""{"jobId":"{{answer.Text("ticketJobId")}}"}""", Assert.Single(_desk.Queue.Sent));
    }

    [Fact(Timeout = 30_000)]
    public async Task What_holds_a_name_or_a_mail_address_expires_thirty_days_after_the_event_and_nothing_else_does()
    {
        var eventId = await _desk.EventAsync(startsAt: "2027-05-01T18:00:00Z");
        await _desk.RegisterAsync(eventId);
        await _desk.RegisterAsync(eventId);
        var expiry = new DateTimeOffset(2027, 5, 31, 18, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

        var items = await _desk.ItemsAsync();
        Assert.Equal(2 + 2, items.Values.Count(item => item.TryGetValue("expiresAt", out var at) && at.N == expiry));
        Assert.All(items.Where(item => item.Value.ContainsKey("expiresAt")), item => Assert.Matches("REG#|MAIL#", item.Key));
        Assert.All(items.Where(item => item.Value.ContainsKey("email") || item.Value.ContainsKey("name")), item => Assert.Contains("expiresAt", item.Value.Keys));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_event_s_start_is_read_once_however_many_sign_up()
    {
        var eventId = await _desk.EventAsync(capacity: 10);
        await _desk.RegisterAsync(eventId);
        await _desk.RegisterAsync(eventId);
        await _desk.RegisterAsync(eventId);

        Assert.Single(_desk.Database.Reads, key => key == $"EVENT#{eventId} META");
    }

    [Fact(Timeout = 30_000)]
    public async Task The_token_and_the_key_are_not_stored()
    {
        var answer = await _desk.RegisterAsync(await _desk.EventAsync(), email: "ada@example.org", key: Key);
        var stored = string.Concat((await _desk.ItemsAsync()).SelectMany(item => item.Value.Values).Select(value => value.S));
        Assert.DoesNotContain(answer.Text("cancellationToken"), stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, stored, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_retry_gets_the_first_answer_takes_no_seat_and_sends_the_unfinished_job_again()
    {
        var eventId = await _desk.EventAsync();
        var first = await _desk.RegisterAsync(eventId, email: "ada@example.org", key: Key);
        var second = await _desk.RegisterAsync(eventId, email: "ADA@example.org", key: Key);

        Assert.Equal((201, first.Body), (second.Status, second.Body));
        Assert.Equal(1, (await _desk.GetEventAsync(eventId)).Number("seatsLeft"));
        Assert.Equal(2, _desk.Queue.Sent.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_retry_after_the_last_seat_and_after_the_start_still_gets_the_first_answer()
    {
        var eventId = await _desk.EventAsync(capacity: 1);
        var first = await _desk.RegisterAsync(eventId, key: Key);
        _desk.Clock.Now = _desk.Clock.Now.AddYears(1);
        Assert.Equal(first.Body, (await _desk.RegisterAsync(eventId, key: Key)).Body);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_retry_of_a_finished_job_does_not_send_it_again()
    {
        var eventId = await _desk.EventAsync();
        var first = await _desk.RegisterAsync(eventId, key: Key);
        await _desk.Jobs.FailUnheldAsync(first.Text("ticketJobId"), "retries-exhausted", CancellationToken.None);
        Assert.Equal(first.Body, (await _desk.RegisterAsync(eventId, key: Key)).Body);
        Assert.Single(_desk.Queue.Sent);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_failed_sending_is_a_503_whatever_failed_and_the_retry_sends_before_it_answers()
    {
        var eventId = await _desk.EventAsync();
        _desk.Queue.RefusalsToCome = 1;

        var failed = await _desk.RegisterAsync(eventId, key: Key);
        Assert.Equal(("unavailable", "2"), (failed.Problem, failed.Headers["Retry-After"]));
        Assert.Empty(_desk.Queue.Sent);

        Assert.Equal(201, (await _desk.RegisterAsync(eventId, key: Key)).Status);
        Assert.Single(_desk.Queue.Sent);
        Assert.Equal(1, (await _desk.GetEventAsync(eventId)).Number("seatsLeft"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_retry_whose_sending_fails_too_is_a_503()
    {
        var eventId = await _desk.EventAsync();
        await _desk.RegisterAsync(eventId, key: Key);
        _desk.Queue.RefusalsToCome = 1;
        Assert.Equal("unavailable", (await _desk.RegisterAsync(eventId, key: Key)).Problem);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("Eve", "same-key-00000000@example.org")]
    [InlineData("Ada", "eve@example.org")]
    public async Task The_same_key_with_another_payload_is_refused(string name, string email)
    {
        var eventId = await _desk.EventAsync();
        await _desk.RegisterAsync(eventId, key: Key);
        Assert.Equal("idempotency-key-reused", (await _desk.RegisterAsync(eventId, name, email, Key)).Problem);
        Assert.Equal(1, (await _desk.GetEventAsync(eventId)).Number("seatsLeft"));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_last_seat_is_taken_once_and_the_next_one_is_told_that_the_event_is_full()
    {
        var eventId = await _desk.EventAsync(capacity: 1);
        await _desk.RegisterAsync(eventId);
        var before = await _desk.ItemsAsync();

        Assert.Equal("event-full", (await _desk.RegisterAsync(eventId)).Problem);
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), (await _desk.ItemsAsync()).Keys.Order(StringComparer.Ordinal));
        Assert.Single(_desk.Queue.Sent);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task One_mail_address_takes_one_seat_full_or_not(int capacity)
    {
        var eventId = await _desk.EventAsync(capacity);
        await _desk.RegisterAsync(eventId, email: "ada@example.org");
        Assert.Equal("already-registered", (await _desk.RegisterAsync(eventId, email: "Ada@Example.org")).Problem);
    }

    [Fact(Timeout = 30_000)]
    public async Task One_mail_address_may_go_to_two_events()
    {
        await _desk.RegisterAsync(await _desk.EventAsync(), email: "ada@example.org");
        Assert.Equal(201, (await _desk.RegisterAsync(await _desk.EventAsync(), email: "ada@example.org")).Status);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_event_that_has_started_takes_nobody()
    {
        var eventId = await _desk.EventAsync(startsAt: "2027-01-01T12:00:01Z");
        _desk.Clock.Now = _desk.Clock.Now.AddSeconds(1);
        Assert.Equal("event-started", (await _desk.RegisterAsync(eventId)).Problem);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("evt_00000000000000000000000000")]
    [InlineData("nonsense")]
    public async Task An_event_that_does_not_exist_is_not_found(string eventId)
    {
        Assert.Equal("event-not-found", (await _desk.RegisterAsync(eventId)).Problem);
        Assert.Empty(await _desk.ItemsAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_conflict_is_tried_again_without_the_client_s_help()
    {
        var eventId = await _desk.EventAsync();
        _desk.Database.ConflictsToCome = 7;
        Assert.Equal(201, (await _desk.RegisterAsync(eventId)).Status);
    }

    [Fact(Timeout = 30_000)]
    public async Task Conflicts_without_end_are_a_503_that_changed_nothing()
    {
        var eventId = await _desk.EventAsync();
        _desk.Database.ConflictsToCome = int.MaxValue;
        var answer = await _desk.RegisterAsync(eventId);
        Assert.Equal(("unavailable", "2", 8), (answer.Problem, answer.Headers["Retry-After"], _desk.Database.Count));
        Assert.Empty(_desk.Queue.Sent);
    }

    [Fact(Timeout = 30_000)]
    public async Task Many_at_once_never_take_more_seats_than_there_are()
    {
        var eventId = await _desk.EventAsync(capacity: 5);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _desk.RegisterAsync(eventId)));

        Assert.Equal(5, answers.Count(answer => answer.Status == 201));
        Assert.Equal(15, answers.Count(answer => answer.Problem == "event-full"));
        Assert.Equal(5, (await _desk.PoolsAsync(eventId)).Sum(pool => pool.Taken));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("""{"name":"Ada"}""", "email")]
    [InlineData("""{"name":"\u0000","email":"no"}""", "name,email")]
    [InlineData("""{"name":"Ada","email":"ada@example.org","seats":2}""", "seats")]
    [InlineData("""{"name":["Ada"],"email":{"a":"b"}}""", "name,email")]
    [InlineData("""{"name":"Ada","email":"ada@example.org","__proto__":{}}""", "__proto__")]
    [InlineData("not json", "body")]
    public async Task A_bad_body_is_refused_field_by_field(string body, string fields)
    {
        var eventId = await _desk.EventAsync();
        var answer = await _desk.SendAsync("POST", "/v1/events/{eventId}/registrations", [eventId], body, _desk.NewKey());
        Assert.Equal(("invalid-request", fields), (answer.Problem, string.Join(',', answer.Fields)));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(null)]
    [InlineData("short")]
    [InlineData("0123456789abcdef, 0123456789abcdef")]
    public async Task A_bad_key_is_refused(string? key)
    {
        var eventId = await _desk.EventAsync();
        var answer = await _desk.SendAsync("POST", "/v1/events/{eventId}/registrations", [eventId], """{"name":"Ada","email":"ada@example.org"}""", key);
        Assert.Equal("invalid-idempotency-key", answer.Problem);
    }
}
