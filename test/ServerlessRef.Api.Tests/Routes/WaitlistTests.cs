using System.Text.Json;
using ServerlessRef.Api.Tests.Engine;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Storage;
using ServerlessRef.Functions.Waitlist;

namespace ServerlessRef.Api.Tests.Routes;

[Collection(ApiCollection.Name)]
public sealed class WaitlistTests(Dynalite engine) : IAsyncLifetime
{
    private const string Key = "wait-key-00000000";
    private const string Execution = "arn:aws:states:eu-central-1:000000000000:execution:promotion:1";

    private Desk _desk = null!;
    private string _event = null!;
    private Answer _seat = null!;

    public async Task InitializeAsync()
    {
        _desk = await Desk.OpenAsync(engine);
        _event = await _desk.EventAsync(capacity: 1);
        _seat = await _desk.RegisterAsync(_event, email: "ada@example.org");
    }

    public Task DisposeAsync()
    {
        _desk.Dispose();
        return Task.CompletedTask;
    }

    [Fact(Timeout = 30_000)]
    public async Task Joining_a_full_event_is_accepted_once_it_is_queued_in_the_event_s_group()
    {
        var answer = await JoinAsync();

        Assert.Equal((202, "queued", "Grace", "2"), (answer.Status, answer.Text("status"), answer.Text("name"), answer.Headers["Retry-After"]));
        Assert.Equal($"/v1/events/{_event}/waitlist/{answer.Text("id")}", answer.Headers["Location"]);
        var (group, id) = Assert.Single(_desk.Queue.Ordered);
        Assert.Equal((_event, id), (group, JobMessage.Read(_desk.Queue.Sent[^1])));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_event_with_seats_has_no_line()
    {
        var open = await _desk.EventAsync(capacity: 10);

        Assert.Equal("event-not-full", (await JoinAsync(open)).Problem);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_event_that_has_started_has_no_line()
    {
        _desk.Clock.Now += TimeSpan.FromDays(365);

        Assert.Equal("event-started", (await JoinAsync()).Problem);
    }

    [Fact(Timeout = 30_000)]
    public async Task One_mail_address_has_one_place_and_none_beside_a_seat()
    {
        await JoinAsync();

        Assert.Equal("already-waiting", (await JoinAsync(key: _desk.NewKey())).Problem);
        Assert.Equal("already-registered", (await JoinAsync(email: "ada@example.org", key: _desk.NewKey())).Problem);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_retry_gets_the_first_answer_and_sends_the_job_again()
    {
        var first = await JoinAsync();
        var second = await JoinAsync();

        Assert.Equal(first.Body, second.Body);
        Assert.Equal(2, _desk.Queue.Ordered.Count);
        Assert.Equal("idempotency-key-reused", (await JoinAsync(email: "other@example.org")).Problem);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_retry_finds_its_entry_though_a_seat_is_free_by_now()
    {
        var first = await JoinAsync();
        await _desk.RegistrationAsync("DELETE", _event, _seat.Text("id"), _seat.Text("cancellationToken"));

        Assert.Equal(first.Body, (await JoinAsync()).Body);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_could_not_be_queued_is_503_and_a_retry_queues_it()
    {
        _desk.Queue.RefusalsToCome = 1;

        Assert.Equal("unavailable", (await JoinAsync()).Problem);
        Assert.Equal(202, (await JoinAsync()).Status);
        Assert.Single(_desk.Queue.Ordered);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_holder_reads_his_place()
    {
        var entry = await PlaceAsync(await JoinAsync());

        var answer = await SendAsync("GET", entry);
        Assert.Equal(
            (200, $$"""{"id":"{{entry.Text("id")}}","eventId":"{{_event}}","status":"waiting","position":1,"offeredUntil":null,"registrationId":null,"ticketJobId":null}""", "no-store"),
            (answer.Status, answer.Body, answer.Headers["Cache-Control"]));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/acceptance")]
    public async Task Wrong_token_no_token_and_no_entry_look_the_same(string method, string suffix)
    {
        var entry = await JoinAsync();
        var id = entry.Text("id");
        Answer[] answers =
        [
            await SendAsync(method, suffix, _event, id, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
            await SendAsync(method, suffix, _event, id, token: null),
            await SendAsync(method, suffix, _event, "wai_00000000000000000000000000", entry.Text("cancellationToken")),
            await SendAsync(method, suffix, "nonsense", "nonsense", "nonsense"),
        ];

        Assert.Equal("waitlist-entry-not-found", answers[0].Problem);
        Assert.All(answers, answer => Assert.Equal(answers[0].Body, answer.Body));
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_leaves_is_forgotten_and_may_come_again_with_a_new_key()
    {
        var entry = await PlaceAsync(await JoinAsync());

        Assert.Equal((204, 204), ((await SendAsync("DELETE", entry)).Status, (await SendAsync("DELETE", entry)).Status));

        Assert.DoesNotContain("grace@", JsonSerializer.Serialize((await _desk.ItemsAsync()).Values.SelectMany(item => item.Values).Select(value => value.S)), StringComparison.Ordinal);
        Assert.Equal("left", (await SendAsync("GET", entry)).Text("status"));
        Assert.Equal("waitlist-entry-ended", (await JoinAsync()).Problem);
        Assert.Equal(202, (await JoinAsync(key: _desk.NewKey())).Status);
    }

    [Fact(Timeout = 30_000)]
    public async Task Whose_place_could_not_be_written_down_is_told_so_and_may_leave_and_join_again()
    {
        var entry = await JoinAsync();
        var jobId = await GiveUpAsync(entry);

        Assert.Equal((200, "failed"), ((await SendAsync("GET", entry)).Status, (await SendAsync("GET", entry)).Text("status")));
        var replay = await JoinAsync();
        Assert.Equal((202, "failed", entry.Text("id")), (replay.Status, replay.Text("status"), replay.Text("id")));
        Assert.Single(_desk.Queue.Ordered);

        Assert.True(await _desk.Jobs.ReopenAsync(jobId, default));
        Assert.Equal("queued", (await SendAsync("GET", entry)).Text("status"));
        await GiveUpAsync(entry);
        Assert.Equal((204, 204), ((await SendAsync("DELETE", entry)).Status, (await SendAsync("DELETE", entry)).Status));

        Assert.Equal("left", (await SendAsync("GET", entry)).Text("status"));
        Assert.Equal(202, (await JoinAsync(key: _desk.NewKey())).Status);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_seat_given_back_while_somebody_waits_is_nobody_else_s()
    {
        await PlaceAsync(await JoinAsync());

        await _desk.RegistrationAsync("DELETE", _event, _seat.Text("id"), _seat.Text("cancellationToken"));

        Assert.Equal("event-full", (await _desk.RegisterAsync(_event)).Problem);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_offer_that_is_accepted_is_told_to_the_workflow_as_often_as_it_is_said()
    {
        var entry = await OfferAsync(await JoinAsync(), "token-1");
        Assert.Equal("offered", (await SendAsync("GET", entry)).Text("status"));
        Assert.Equal("2027-01-01T13:00:00Z", (await SendAsync("GET", entry)).Text("offeredUntil"));
        _desk.Workflow.RefusalsToCome = 1;

        Assert.Equal("unavailable", (await AcceptAsync(entry)).Problem);
        Assert.Equal((200, 200), ((await AcceptAsync(entry)).Status, (await AcceptAsync(entry)).Status));

        Assert.Equal([("token-1", "accepted"), ("token-1", "accepted")], _desk.Workflow.Told);
        Assert.Equal("offer-accepted", (await SendAsync("DELETE", entry)).Problem);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("TaskTimedOut")]
    [InlineData("TaskDoesNotExist")]
    [InlineData("InvalidToken")]
    public async Task An_answer_nobody_waits_for_any_more_is_taken_all_the_same(string refusal)
    {
        var entry = await OfferAsync(await JoinAsync(), "token-1");
        (_desk.Workflow.Refusal, _desk.Workflow.RefusalsToCome) = (refusal, 1);

        Assert.Equal(200, (await AcceptAsync(entry)).Status);
        Assert.Equal("accepted", (await SendAsync("GET", entry)).Text("status"));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_offer_that_is_declined_is_told_too()
    {
        var entry = await OfferAsync(await JoinAsync(), "token-1");

        Assert.Equal(204, (await SendAsync("DELETE", entry)).Status);

        Assert.Equal([("token-1", "declined")], _desk.Workflow.Told);
        Assert.Equal("offer-ended", (await AcceptAsync(entry)).Problem);
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_an_offer_and_after_its_end_there_is_nothing_to_accept()
    {
        var waiting = await PlaceAsync(await JoinAsync());
        Assert.Equal("offer-ended", (await AcceptAsync(waiting)).Problem);

        await OfferAsync(waiting, "token-1", isPlaced: true);
        _desk.Clock.Now += TimeSpan.FromHours(1);

        Assert.Equal("offer-ended", (await AcceptAsync(waiting)).Problem);
        Assert.Empty(_desk.Workflow.Told);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_retry_finds_its_entry_though_it_is_a_registration_by_now_until_that_is_cancelled()
    {
        var first = await JoinAsync();
        var entry = await OfferAsync(first, "token-1");
        await AcceptAsync(entry);
        var registration = await ConfirmAsync(entry);

        Assert.Equal(first.Body, (await JoinAsync()).Body);
        Assert.Equal("idempotency-key-reused", (await JoinAsync(email: "other@example.org")).Problem);

        Assert.Equal(204, (await _desk.RegistrationAsync("DELETE", _event, registration, entry.Text("cancellationToken"))).Status);
        Assert.Equal("waitlist-entry-ended", (await JoinAsync()).Problem);
        Assert.DoesNotContain(
            (await _desk.ItemsAsync()).Values,
            item => item.ContainsKey("email") || (item.ContainsKey("payloadHash") && item[TableSchema.SortKey].S.Split('#')[0] is "WAIT" or "REG"));
    }

    private Task<Answer> JoinAsync(string? eventId = null, string email = "grace@example.org", string key = Key) =>
        _desk.SendAsync("POST", "/v1/events/{eventId}/waitlist", [eventId ?? _event], JsonSerializer.Serialize(new { name = "Grace", email }), key);

    private Task<Answer> SendAsync(string method, Answer entry) => SendAsync(method, "", _event, entry.Text("id"), entry.Text("cancellationToken"));

    private Task<Answer> AcceptAsync(Answer entry) => SendAsync("POST", "/acceptance", _event, entry.Text("id"), entry.Text("cancellationToken"));

    private Task<Answer> SendAsync(string method, string suffix, string eventId, string id, string? token) =>
        _desk.SendAsync(method, "/v1/events/{eventId}/waitlist/{id}" + suffix, [eventId, id], key: method == "POST" ? _desk.NewKey() : null, token: token);

    private Transactions Transactions => new(_desk.Database, new Backoff(TimeProvider.System, () => 0));

    private WaitlistStore Store => new(_desk.Database, _desk.Table);

    /// <summary>What the queue's consumer does.</summary>
    private async Task<Answer> PlaceAsync(Answer entry)
    {
        var stored = (await Store.FindAsync(_event, entry.Text("id"), default))!;
        var line = new WaitingLine(
            Transactions, Store, _desk.Jobs, new SeatCounters(new BatchReader(_desk.Database, _desk.Table, new Backoff(TimeProvider.System, () => 0))), _desk.Table);
        var claimed = Assert.IsType<JobClaim.Taken>(await _desk.Jobs.ClaimAsync(stored.JobId, TimeSpan.FromSeconds(20), default)).Job;
        Assert.Equal(JobEnd.Written, await line.AddAsync(claimed, default));
        return entry;
    }

    /// <summary>What becomes of a job that is tried in vain; its id.</summary>
    private async Task<string> GiveUpAsync(Answer entry)
    {
        var jobId = (await Store.FindAsync(_event, entry.Text("id"), default))!.JobId;
        Assert.True(await _desk.Jobs.FailUnheldAsync(jobId, JobErrors.RetriesExhausted, default));
        return jobId;
    }

    /// <summary>What the workflow does once the seat is given back.</summary>
    private async Task<Answer> OfferAsync(Answer entry, string token, bool isPlaced = false)
    {
        if (!isPlaced)
        {
            await PlaceAsync(entry);
        }

        await _desk.RegistrationAsync("DELETE", _event, _seat.Text("id"), _seat.Text("cancellationToken"));
        var promotionId = await PromotionIdAsync();
        Assert.IsType<OfferOutcome.Offered>(await Promotions.OfferNextAsync(_event, promotionId, Execution, withdraw: null, default));
        Assert.NotNull(await Promotions.StoreTokenAsync(_event, entry.Text("id"), promotionId, token, default));
        return entry;
    }

    /// <summary>What the workflow does with a yes; the registration it became.</summary>
    private async Task<string> ConfirmAsync(Answer entry) =>
        Assert.IsType<ConfirmOutcome.Confirmed>(await Promotions.ConfirmAsync(_event, await PromotionIdAsync(), Execution, entry.Text("id"), default)).RegistrationId;

    private Promotions Promotions => new(Transactions, new SingleUpdates(_desk.Database), Store, _desk.Jobs.Writes, _desk.Table, TimeSpan.FromHours(1), _desk.Clock);

    private async Task<string> PromotionIdAsync() =>
        (await _desk.ItemsAsync()).Values.Single(item => item[TableSchema.SortKey].S.StartsWith(TableSchema.PromotionPrefix, StringComparison.Ordinal))["id"].S;
}
