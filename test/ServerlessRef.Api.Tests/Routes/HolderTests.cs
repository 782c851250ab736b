using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Api.Tests.Engine;

namespace ServerlessRef.Api.Tests.Routes;

[Collection(ApiCollection.Name)]
public sealed class HolderTests(Dynalite engine) : IAsyncLifetime
{
    private const string Key = "same-key-00000000";

    private Desk _desk = null!;
    private string _event = null!;
    private Answer _seat = null!;

    public async Task InitializeAsync()
    {
        _desk = await Desk.OpenAsync(engine);
        _event = await _desk.EventAsync(capacity: 1);
        _seat = await _desk.RegisterAsync(_event, email: "ada@example.org", key: Key);
    }

    public Task DisposeAsync()
    {
        _desk.Dispose();
        return Task.CompletedTask;
    }

    [Fact(Timeout = 30_000)]
    public async Task The_holder_reads_his_registration()
    {
        var answer = await SendAsync("GET");
        Assert.Equal(
            (200, $$"""{"id":"{{_seat.Text("id")}}","eventId":"{{_event}}","name":"Ada","status":"confirmed","ticket":null}""", "no-store"),
            (answer.Status, answer.Body, answer.Headers["Cache-Control"]));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_ticket_that_was_issued_is_shown()
    {
        await IssueTicketAsync();
        var ticket = (await SendAsync("GET")).Json.GetProperty("ticket");
        Assert.Equal("""{"code":"7Q4ZM-0XKD2","issuedAt":"2027-01-01T12:00:05Z"}""", ticket.GetRawText());
    }

    [Theory(Timeout = 30_000)]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task Wrong_token_no_token_and_no_registration_look_the_same(string method)
    {
        var wrong = await _desk.RegistrationAsync(method, _event, _seat.Text("id"), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        var none = await _desk.RegistrationAsync(method, _event, _seat.Text("id"), token: null);
        var unknown = await _desk.RegistrationAsync(method, _event, "reg_00000000000000000000000000", _seat.Text("cancellationToken"));
        var nonsense = await _desk.RegistrationAsync(method, "nonsense", "nonsense", "nonsense");

        Assert.Equal("registration-not-found", wrong.Problem);
        Assert.All([none, unknown, nonsense], answer => Assert.Equal(wrong.Body, answer.Body));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task A_token_opens_its_own_registration_and_no_other(string method)
    {
        // The same Idempotency-Key at another event: its token comes from both.
        var elsewhere = await _desk.RegisterAsync(await _desk.EventAsync(), email: "ada@example.org", key: Key);

        var otherEvents = await _desk.RegistrationAsync(method, _event, _seat.Text("id"), elsewhere.Text("cancellationToken"));
        var swapped = await _desk.RegistrationAsync(method, elsewhere.Text("eventId"), _seat.Text("id"), _seat.Text("cancellationToken"));
        var storedHash = (await _desk.ItemsAsync())[$"EVENT#{_event} REG#{_seat.Text("id")}"]["tokenHash"].S;
        var hash = await _desk.RegistrationAsync(method, _event, _seat.Text("id"), storedHash);

        Assert.All([otherEvents, swapped, hash], answer => Assert.Equal((404, "registration-not-found"), (answer.Status, answer.Problem)));
        Assert.Equal("confirmed", (await SendAsync("GET")).Text("status"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_seat_is_given_back_though_time_to_live_took_its_mail_guard_first()
    {
        var guard = (await _desk.ItemsAsync()).Keys.Single(key => key.Contains("MAIL#", StringComparison.Ordinal)).Split(' ');
        await _desk.Database.DeleteItemAsync(_desk.Table, new() { ["PK"] = new AttributeValue(guard[0]), ["SK"] = new AttributeValue(guard[1]) });

        Assert.Equal(204, (await SendAsync("DELETE")).Status);

        Assert.Empty((await _desk.ItemsAsync())[$"EVENT#{_event} REG#{_seat.Text("id")}"].Keys.Intersect(["name", "email"]));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_registration_that_expires_while_it_is_cancelled_is_no_error()
    {
        _desk.Database.BeforeNext = () => _desk.Database.DeleteItemAsync(
            _desk.Table, new() { ["PK"] = new AttributeValue($"EVENT#{_event}"), ["SK"] = new AttributeValue($"REG#{_seat.Text("id")}") });

        Assert.Equal(204, (await SendAsync("DELETE")).Status);
    }

    [Fact(Timeout = 30_000)]
    public async Task After_a_cancellation_no_item_holds_name_mail_or_a_hash_of_them()
    {
        var before = (await _desk.ItemsAsync())[$"EVENT#{_event} REG#{_seat.Text("id")}"];
        string[] personal = [before["email"].S, before["name"].S, before["mailHash"].S, before["payloadHash"].S];

        await SendAsync("DELETE");

        var left = string.Join('\n', (await _desk.ItemsAsync()).SelectMany(item => item.Value.Values.Select(value => value.S).Append(item.Key)));
        Assert.All(personal, value => Assert.DoesNotContain(value, left, StringComparison.Ordinal));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_seat_given_back_is_free_and_its_mail_address_too()
    {
        Assert.Equal(204, (await SendAsync("DELETE")).Status);
        Assert.Equal(1, (await _desk.GetEventAsync(_event)).Number("seatsLeft"));
        Assert.Equal(201, (await _desk.RegisterAsync(_event, email: "ada@example.org")).Status);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_cancelled_registration_keeps_nothing_personal_and_its_job_has_failed()
    {
        await SendAsync("DELETE");
        var items = await _desk.ItemsAsync();
        var row = items[$"EVENT#{_event} REG#{_seat.Text("id")}"];

        Assert.Equal("cancelled", row["status"].S);
        Assert.Empty(row.Keys.Intersect(["name", "email", "payloadHash", "mailHash"]));
        Assert.DoesNotContain(items.Keys, key => key.Contains("MAIL#", StringComparison.Ordinal));
        var job = items[$"JOB#{_seat.Text("ticketJobId")} META"];
        Assert.Equal(("FAILED", "cancelled"), (job["status"].S, job["error"].S));
    }

    [Fact(Timeout = 30_000)]
    public async Task Cancelling_again_is_no_error_and_frees_no_second_seat()
    {
        await SendAsync("DELETE");
        Assert.Equal(204, (await SendAsync("DELETE")).Status);
        Assert.Equal("0", (await _desk.ItemsAsync())[$"EVENT#{_event} META"]["seatsTaken"].N);
    }

    [Fact(Timeout = 30_000)]
    public async Task Cancelling_many_times_at_once_frees_one_seat()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync("DELETE")));
        Assert.All(answers, answer => Assert.Equal(204, answer.Status));
        Assert.Equal("0", (await _desk.ItemsAsync())[$"EVENT#{_event} META"]["seatsTaken"].N);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_holder_still_sees_a_cancelled_registration_without_its_ticket()
    {
        await IssueTicketAsync();
        await SendAsync("DELETE");
        var answer = await SendAsync("GET");
        Assert.Equal("cancelled", answer.Text("status"));
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("ticket").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("name").ValueKind);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_replay_after_a_cancellation_is_refused()
    {
        await SendAsync("DELETE");
        Assert.Equal("registration-cancelled", (await _desk.RegisterAsync(_event, email: "ada@example.org", key: Key)).Problem);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_ticket_job_that_ends_meanwhile_does_not_stop_the_cancellation()
    {
        _desk.Database.BeforeNext = () => _desk.Jobs.FailUnheldAsync(_seat.Text("ticketJobId"), "retries-exhausted", CancellationToken.None);
        Assert.Equal(204, (await SendAsync("DELETE")).Status);
        var items = await _desk.ItemsAsync();
        Assert.Equal(("0", "retries-exhausted"), (items[$"EVENT#{_event} META"]["seatsTaken"].N, items[$"JOB#{_seat.Text("ticketJobId")} META"]["error"].S));
    }

    private Task<Answer> SendAsync(string method) => _desk.RegistrationAsync(method, _event, _seat.Text("id"), _seat.Text("cancellationToken"));

    private Task IssueTicketAsync() => _desk.Database.UpdateItemAsync(new UpdateItemRequest
    {
        TableName = _desk.Table,
        Key = Functions.Storage.ItemKey.Registration(_event, _seat.Text("id")),
        UpdateExpression = "SET ticketCode = :code, ticketIssuedAt = :at",
        ExpressionAttributeValues = new() { [":code"] = new AttributeValue("7Q4ZM-0XKD2"), [":at"] = new AttributeValue("2027-01-01T12:00:05Z") },
    });
}
