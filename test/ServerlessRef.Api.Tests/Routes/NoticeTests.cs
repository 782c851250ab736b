using System.Globalization;
using ServerlessRef.Api.Tests.Engine;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Notices;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Api.Tests.Routes;

[Collection(ApiCollection.Name)]
public sealed class NoticeTests(Dynalite engine) : IAsyncLifetime
{
    private const string Notices = "/v1/events/{eventId}/notices";

    private Desk _desk = null!;
    private NewsStore _news = null!;
    private string _event = null!;

    public async Task InitializeAsync()
    {
        _desk = await Desk.OpenAsync(engine);
        _news = new NewsStore(_desk.Database, _desk.Table);
        _event = await _desk.EventAsync(capacity: 10);
    }

    public Task DisposeAsync()
    {
        _desk.Dispose();
        return Task.CompletedTask;
    }

    [Fact(Timeout = 30_000)]
    public async Task An_event_nothing_happened_to_has_none()
    {
        var answer = await _desk.SendAsync("GET", Notices, [_event], organiser: Desk.Ada);

        Assert.Equal((200, """{"items":[]}""", "no-store"), (answer.Status, answer.Body, answer.Headers["Cache-Control"]));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_owner_sees_what_happened_newest_first_and_of_this_event_alone()
    {
        await RecordAsync(_event, new EventNews("seat-freed/reg_1", NoticeTypes.SeatFreed, "2027-01-01T11:00:00Z", 10, 1, null, null));
        await RecordAsync(_event, new EventNews("job-failed/job_1/2", NoticeTypes.JobFailed, "2027-01-01T11:00:01Z", 10, 1, "badges", "retries-exhausted"));
        await RecordAsync(await _desk.EventAsync(), new EventNews("event-full/evt_2/9", NoticeTypes.EventFull, "2027-01-01T11:00:02Z", 1, 0, null, null));

        var answer = await _desk.SendAsync("GET", Notices, [_event], organiser: Desk.Ada);

        Assert.Equal(
            """{"items":[{"id":"job-failed/job_1/2","type":"job-failed","occurredAt":"2027-01-01T11:00:01Z","capacity":10,"seatsLeft":1,"jobType":"badges","reason":"retries-exhausted"},"""
            + """{"id":"seat-freed/reg_1","type":"seat-freed","occurredAt":"2027-01-01T11:00:00Z","capacity":10,"seatsLeft":1,"jobType":null,"reason":null}]}""",
            answer.Body);
    }

    [Fact(Timeout = 30_000)]
    public async Task Of_many_the_newest_twenty_are_shown()
    {
        for (var second = 0; second < 25; second++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"2027-01-01T11:00:{second:D2}Z");
            await RecordAsync(_event, new EventNews($"seat-freed/{second}", NoticeTypes.SeatFreed, at, 10, 1, null, null));
        }

        var items = (await _desk.SendAsync("GET", Notices, [_event], organiser: Desk.Ada)).Json.GetProperty("items");

        Assert.Equal(
            Enumerable.Range(5, 20).Reverse().Select(second => $"seat-freed/{second}"),
            items.EnumerateArray().Select(item => item.GetProperty("id").GetString()));
    }

    [Fact(Timeout = 30_000)]
    public async Task To_another_organiser_the_event_does_not_exist_and_nobody_else_comes_here()
    {
        Assert.Equal("event-not-found", (await _desk.SendAsync("GET", Notices, [_event], organiser: Desk.Grace)).Problem);
        Assert.Equal("event-not-found", (await _desk.SendAsync("GET", Notices, ["nonsense"], organiser: Desk.Ada)).Problem);
        Assert.Equal("unauthorized", (await _desk.SendAsync("GET", Notices, [_event])).Problem);
        Assert.Equal("not-an-organiser", (await _desk.SendAsync("GET", Notices, [_event], organiser: Desk.Ada, groups: "")).Problem);
    }

    private Task RecordAsync(string eventId, EventNews news) => _news.RecordAsync(eventId, news, _desk.Clock.Now.AddDays(15), CancellationToken.None);
}
