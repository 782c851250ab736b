using System.Globalization;
using ServerlessRef.Api.Tests.Engine;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Jobs;

namespace ServerlessRef.Api.Tests.Routes;

[Collection(ApiCollection.Name)]
public sealed class OrganiserRouteTests(Dynalite engine) : IAsyncLifetime
{
    private const string Attendees = "/v1/events/{eventId}/attendees";
    private const string Attendee = "/v1/events/{eventId}/attendees/{id}";

    private Desk _desk = null!;
    private string _event = null!;

    public async Task InitializeAsync()
    {
        _desk = await Desk.OpenAsync(engine);
        _event = await _desk.EventAsync(capacity: 10);
    }

    public Task DisposeAsync()
    {
        _desk.Dispose();
        return Task.CompletedTask;
    }

    [Fact(Timeout = 30_000)]
    public async Task The_owner_sees_who_holds_a_seat_page_by_page_and_nobody_who_cancelled()
    {
        var seats = new List<Answer>();
        for (var seat = 0; seat < 5; seat++)
        {
            seats.Add(await _desk.RegisterAsync(_event, $"Guest {seat}"));
        }

        await _desk.RegistrationAsync("DELETE", _event, seats[2].Text("id"), seats[2].Text("cancellationToken"));

        var names = new List<string>();
        for (string? cursor = string.Empty; cursor is not null;)
        {
            var page = await _desk.SendAsync("GET", Attendees, [_event], organiser: Desk.Ada, query: cursor.Length == 0 ? "limit=2" : $"limit=2&cursor={cursor}");
            names.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!));
            cursor = page.Json.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }

        Assert.Equal(["Guest 0", "Guest 1", "Guest 3", "Guest 4"], names.Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_attendee_is_shown_with_his_address_and_not_kept_anywhere()
    {
        var seat = await _desk.RegisterAsync(_event, email: "Ada@example.org");
        var list = await _desk.SendAsync("GET", Attendees, [_event], organiser: Desk.Ada);
        Assert.Equal(
            ($$"""{"items":[{"id":"{{seat.Text("id")}}","name":"Ada","email":"Ada@example.org","status":"confirmed","ticket":null}]}""", "no-store"),
            (list.Body, list.Headers["Cache-Control"]));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_cursor_of_another_event_is_refused()
    {
        await _desk.RegisterAsync(_event);
        await _desk.RegisterAsync(_event);
        var cursor = (await _desk.SendAsync("GET", Attendees, [_event], organiser: Desk.Ada, query: "limit=1")).Text("nextCursor");
        var other = await _desk.EventAsync();
        Assert.Equal("invalid-cursor", (await _desk.SendAsync("GET", Attendees, [other], organiser: Desk.Ada, query: $"cursor={cursor}")).Problem);
    }

    [Fact(Timeout = 30_000)]
    public async Task To_another_organiser_the_event_does_not_exist()
    {
        var seat = await _desk.RegisterAsync(_event);
        Assert.Equal("event-not-found", (await _desk.SendAsync("GET", Attendees, [_event], organiser: Desk.Grace)).Problem);
        Assert.Equal("event-not-found", (await _desk.SendAsync("DELETE", Attendee, [_event, seat.Text("id")], organiser: Desk.Grace)).Problem);
        Assert.Equal("event-not-found", (await _desk.StartJobAsync(_event, organiser: Desk.Grace)).Problem);
        Assert.Equal(9, (await _desk.GetEventAsync(_event)).Number("seatsLeft"));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("GET", Attendees)]
    [InlineData("DELETE", Attendee)]
    [InlineData("POST", "/v1/events/{eventId}/jobs")]
    [InlineData("GET", "/v1/jobs/{jobId}")]
    public async Task Nobody_but_an_organiser_comes_here(string method, string resource)
    {
        Assert.Equal("unauthorized", (await _desk.SendAsync(method, resource, [_event, "x"], body: "{}", key: _desk.NewKey())).Problem);
        Assert.Equal("not-an-organiser", (await _desk.SendAsync(method, resource, [_event, "x"], body: "{}", key: _desk.NewKey(), organiser: Desk.Ada, groups: "")).Problem);
    }

    [Fact(Timeout = 30_000)]
    public async Task Removing_an_attendee_frees_his_seat_once()
    {
        var seat = await _desk.RegisterAsync(_event);
        Assert.Equal(204, (await _desk.SendAsync("DELETE", Attendee, [_event, seat.Text("id")], organiser: Desk.Ada)).Status);
        Assert.Equal(204, (await _desk.SendAsync("DELETE", Attendee, [_event, seat.Text("id")], organiser: Desk.Ada)).Status);
        Assert.Equal(10, (await _desk.GetEventAsync(_event)).Number("seatsLeft"));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("reg_00000000000000000000000000")]
    [InlineData("nonsense")]
    public async Task An_attendee_who_does_not_exist_is_not_found(string id) =>
        Assert.Equal("registration-not-found", (await _desk.SendAsync("DELETE", Attendee, [_event, id], organiser: Desk.Ada)).Problem);

    [Theory(Timeout = 30_000)]
    [InlineData("attendee-export")]
    [InlineData("badges")]
    public async Task A_job_is_written_sent_and_then_accepted(string type)
    {
        var answer = await _desk.StartJobAsync(_event, type);
        var id = answer.Text("id");

        Assert.Equal((202, $"/v1/jobs/{id}", "2"), (answer.Status, answer.Headers["Location"], answer.Headers["Retry-After"]));
        Assert.Equal($$"""{"id":"{{id}}","type":"{{type}}","status":"pending","attempts":0,"result":null,"error":null}""", answer.Body);
        Assert.Equal($$"""{"jobId":"{{id}}"}""", Assert.Single(_desk.Queue.Sent));
        Assert.Equal(answer.Body, (await _desk.GetJobAsync(id)).Body);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_retry_of_an_unfinished_job_sends_it_again_and_gets_the_first_answer()
    {
        var first = await _desk.StartJobAsync(_event, key: "same-key-00000000");
        await _desk.Jobs.ClaimAsync(first.Text("id"), TimeSpan.FromMinutes(1), CancellationToken.None);
        var second = await _desk.StartJobAsync(_event, key: "same-key-00000000");
        Assert.Equal((202, first.Body, 2), (second.Status, second.Body, _desk.Queue.Sent.Count));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_retry_of_a_finished_job_sends_nothing()
    {
        var first = await _desk.StartJobAsync(_event, key: "same-key-00000000");
        await FinishAsync(first.Text("id"));
        Assert.Equal(first.Body, (await _desk.StartJobAsync(_event, key: "same-key-00000000")).Body);
        Assert.Single(_desk.Queue.Sent);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_job_that_cannot_be_sent_is_a_503_and_the_retry_sends_it()
    {
        _desk.Queue.RefusalsToCome = 1;
        Assert.Equal("unavailable", (await _desk.StartJobAsync(_event, key: "same-key-00000000")).Problem);
        Assert.Equal(202, (await _desk.StartJobAsync(_event, key: "same-key-00000000")).Status);
        Assert.Single(_desk.Queue.Sent);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_same_key_for_another_type_is_refused()
    {
        await _desk.StartJobAsync(_event, "badges", "same-key-00000000");
        Assert.Equal("idempotency-key-reused", (await _desk.StartJobAsync(_event, "attendee-export", "same-key-00000000")).Problem);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("ticket")]
    [InlineData("")]
    [InlineData("BADGES")]
    public async Task Another_type_is_refused(string type) => Assert.Equal("type", Assert.Single((await _desk.StartJobAsync(_event, type)).Fields));

    [Fact(Timeout = 30_000)]
    public async Task A_finished_job_links_to_its_result_for_fifteen_minutes()
    {
        var id = (await _desk.StartJobAsync(_event)).Text("id");
        await FinishAsync(id);

        // The signer measures the time left by a clock of its own.
        _desk.Clock.Now = TimeProvider.System.GetUtcNow();
        var answer = await _desk.GetJobAsync(id);
        Assert.Equal(("done", 1, false), (answer.Text("status"), answer.Number("attempts"), answer.Headers.ContainsKey("Retry-After")));
        Assert.StartsWith("http://127.0.0.1:4599/results/exports/1.csv?", answer.Text("result"), StringComparison.Ordinal);
        Assert.Contains("X-Amz-Signature=", answer.Text("result"), StringComparison.Ordinal);
        Assert.InRange(int.Parse(answer.Text("result").Split("X-Amz-Expires=")[1].Split('&')[0], CultureInfo.InvariantCulture), 1, 900);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_failed_job_says_why()
    {
        var id = (await _desk.StartJobAsync(_event)).Text("id");
        await _desk.Jobs.FailUnheldAsync(id, "retries-exhausted", CancellationToken.None);
        var answer = await _desk.GetJobAsync(id);
        Assert.Equal(("failed", "retries-exhausted"), (answer.Text("status"), answer.Text("error")));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_job_is_nobody_else_s_business()
    {
        var id = (await _desk.StartJobAsync(_event)).Text("id");
        var ticket = (await _desk.RegisterAsync(_event)).Text("ticketJobId");
        Assert.Equal("job-not-found", (await _desk.GetJobAsync(id, Desk.Grace)).Problem);
        Assert.Equal("job-not-found", (await _desk.GetJobAsync(ticket)).Problem);
        Assert.Equal("job-not-found", (await _desk.GetJobAsync("nonsense")).Problem);
    }

    private async Task FinishAsync(string jobId)
    {
        var claim = await _desk.Jobs.ClaimAsync(jobId, TimeSpan.FromMinutes(1), CancellationToken.None);
        var job = Assert.IsType<JobClaim.Taken>(claim).Job;
        Assert.Equal(JobEnd.Written, await _desk.Jobs.CompleteAsync(job, "exports/1.csv", CancellationToken.None));
        Assert.Equal(JobStatus.Done, (await _desk.Jobs.FindAsync(jobId, CancellationToken.None))!.Status);
    }
}
