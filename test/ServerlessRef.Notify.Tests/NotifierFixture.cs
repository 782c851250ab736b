using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Notices;
using ServerlessRef.Functions.Storage;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Notify.Tests;

/// <summary>A notifier over a real table engine and a recorded topic.</summary>
internal sealed class NotifierFixture : IAsyncDisposable
{
    public const string Answer = "<PublishResponse><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>";

    private readonly AmazonSimpleNotificationServiceClient _client;

    public NotifierFixture(TestTable table, Func<RecordedRequest, RecordedAnswer>? answer = null)
    {
        Topic = HttpRecorder.Start(answer ?? (_ => new RecordedAnswer(200, Answer)));
        _client = new AmazonSimpleNotificationServiceClient(
            new BasicAWSCredentials("test", "test"),
            new AmazonSimpleNotificationServiceConfig { ServiceURL = Topic.Endpoint.ToString(), AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0 });
        Ledger = new NoticeLedger(table.Database, TestTable.Name, Time, TimeSpan.FromSeconds(30));
        News = new NewsStore(table.Database, TestTable.Name);
        Notifier = new Notifier(Ledger, News, new NoticeTopic(_client, "arn:aws:sns:eu-central-1:000000000000:notices"), TestJobs.Silent(Time), Time);
    }

    public SteppedTime Time { get; } = new(TestJobs.Start);

    public HttpRecorder Topic { get; }

    public NoticeLedger Ledger { get; }

    public NewsStore News { get; }

    public Notifier Notifier { get; }

    public static Notice Notice(string id, string type = NoticeTypes.SeatFreed, string title = "A meeting", string eventId = "evt_1") => new()
    {
        Version = 1,
        Type = type,
        Id = $"{type}/{id}",
        OccurredAt = "2026-11-22T18:00:00Z",
        EventId = eventId,
        Title = title,
        Capacity = 3,
        SeatsLeft = 1,
        RegistrationId = type == NoticeTypes.SeatFreed ? "reg_1" : null,
        JobId = type == NoticeTypes.JobFailed ? "job_1" : null,
        JobType = type == NoticeTypes.JobFailed ? "badges" : null,
        Reason = type == NoticeTypes.JobFailed ? "retries-exhausted" : null,
    };

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Topic.DisposeAsync();
    }
}
