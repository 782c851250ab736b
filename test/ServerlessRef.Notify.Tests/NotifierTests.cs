using System.Globalization;
using System.Net;
using Amazon.DynamoDBv2.Model;
using Amazon.SimpleNotificationService;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Notices;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Notify.Tests;

public sealed class NotifierTests(TestTable table) : IClassFixture<TestTable>
{
    [Fact(Timeout = 120_000)]
    public async Task ANotice_IsPublishedWithItsTextsAndAttributes()
    {
        await using var fixture = new NotifierFixture(table);

        Assert.Equal("told", await fixture.Notifier.TellAsync(NotifierFixture.Notice("words"), default));

        var form = Form(Assert.Single(fixture.Topic.Requests));
        Assert.Equal(("Publish", "json", "Seat freed"), (form["Action"], form["MessageStructure"], form["Subject"]));
        Assert.Contains("A seat of \\\"A meeting\\\" is free again: 1 of 3 are left.", form["Message"].Replace("\\u0022", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(("noticeId", "seat-freed/words"), (form["MessageAttributes.entry.2.Name"], form["MessageAttributes.entry.2.Value.StringValue"]));
        Assert.Equal(("type", "seat-freed"), (form["MessageAttributes.entry.1.Name"], form["MessageAttributes.entry.1.Value.StringValue"]));
    }

    [Fact(Timeout = 120_000)]
    public async Task ASecondDelivery_PublishesNothing()
    {
        await using var fixture = new NotifierFixture(table);
        await fixture.Notifier.TellAsync(NotifierFixture.Notice("twice"), default);

        Assert.Equal("already-told", await fixture.Notifier.TellAsync(NotifierFixture.Notice("twice"), default));

        Assert.Single(fixture.Topic.Requests);
    }

    [Fact(Timeout = 120_000)]
    public async Task APublishThatFails_LeavesTheNoticeToTheNextDelivery_OnceTheLeaseIsOver()
    {
        var calls = 0;
        await using var fixture = new NotifierFixture(table, _ => ++calls == 1 ? new RecordedAnswer(500, "<ErrorResponse/>") : new RecordedAnswer(200, NotifierFixture.Answer));
        await Assert.ThrowsAsync<AmazonSimpleNotificationServiceException>(() => fixture.Notifier.TellAsync(NotifierFixture.Notice("again"), default));

        await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.Notifier.TellAsync(NotifierFixture.Notice("again"), default));
        fixture.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("told", await fixture.Notifier.TellAsync(NotifierFixture.Notice("again"), default));
        Assert.Equal(2, calls);
    }

    [Fact(Timeout = 120_000)]
    public async Task WhoDiesBetweenPublishAndMark_CausesADuplicate_AndNoLoss()
    {
        await using var fixture = new NotifierFixture(table);
        Assert.Equal(NoticeClaim.Ours, await fixture.Ledger.ClaimAsync("seat-freed/died", default));

        fixture.Time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("told", await fixture.Notifier.TellAsync(NotifierFixture.Notice("died"), default));
        Assert.Single(fixture.Topic.Requests);
    }

    [Fact(Timeout = 120_000)]
    public async Task ANotice_IsShownAmongItsEventsOnce_HoweverOftenItIsTold()
    {
        await using var fixture = new NotifierFixture(table, _ => new RecordedAnswer(500, "<ErrorResponse/>"));
        var notice = NotifierFixture.Notice("shown", NoticeTypes.JobFailed, eventId: "evt_shown");

        await Assert.ThrowsAsync<AmazonSimpleNotificationServiceException>(() => fixture.Notifier.TellAsync(notice, default));
        fixture.Time.Advance(TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<AmazonSimpleNotificationServiceException>(() => fixture.Notifier.TellAsync(notice with { OccurredAt = "2026-11-22T18:00:01Z" }, default));

        var shown = Assert.Single(await fixture.News.NewestAsync("evt_shown", default));
        Assert.Equal(new EventNews(notice.Id, NoticeTypes.JobFailed, "2026-11-22T18:00:01Z", 3, 1, "badges", "retries-exhausted"), shown);
    }

    [Fact(Timeout = 120_000)]
    public async Task WhatIsShownOfANotice_NamesNobody_AndExpires()
    {
        await using var fixture = new NotifierFixture(table);
        await fixture.Notifier.TellAsync(NotifierFixture.Notice("nobody", eventId: "evt_nobody"), default);

        var rows = await table.Database.QueryAsync(new QueryRequest
        {
            TableName = TestTable.Name,
            KeyConditionExpression = "PK = :event",
            ExpressionAttributeValues = new() { [":event"] = new AttributeValue("NEWS#evt_nobody") },
        });

        var row = Assert.Single(rows.Items);
        Assert.Equal(["PK", "SK", "capacity", "expiresAt", "id", "left", "occurredAt", "type"], row.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((fixture.Time.GetUtcNow() + NoticeLedger.Remembered).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), row["expiresAt"].N);
    }

    [Theory]
    [InlineData(NoticeTypes.EventFull)]
    [InlineData(NoticeTypes.SeatFreed)]
    [InlineData(NoticeTypes.JobFailed)]
    public void ASubject_IsWhatSnsAccepts_WhateverTheTitle(string type)
    {
        var text = NoticeText.Of(NotifierFixture.Notice("x", type, title: "Ünïcode\n☂ " + new string('x', 110)));

        Assert.Matches("^[ -~]{1,99}$", text.Subject);
        Assert.Contains("☂", text.Mail, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Form(RecordedRequest request) => request.Body.Split('&')
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => WebUtility.UrlDecode(pair[1]), StringComparer.Ordinal);
}
