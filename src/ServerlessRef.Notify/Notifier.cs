using ServerlessRef.Domain.Notices;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Notify;

/// <summary>Tells a notice: claim, show to the organiser, publish, mark. A failure is thrown, and Lambda brings the event again.</summary>
internal sealed class Notifier(NoticeLedger ledger, NewsStore news, NoticeTopic topic, JsonLog log, TimeProvider time)
{
    public async Task<string> TellAsync(Notice notice, CancellationToken cancellation)
    {
        switch (await ledger.ClaimAsync(notice.Id, cancellation))
        {
            case NoticeClaim.Ours:
                // Before the mail: this may be done twice, and who reads the mail looks at the page.
                await news.RecordAsync(notice.EventId, EventNews.Of(notice), time.GetUtcNow() + NoticeLedger.Remembered, cancellation);
                await topic.PublishAsync(notice, cancellation);
                await ledger.MarkToldAsync(notice.Id, cancellation);
                return Report(NotifyEvents.Told, notice);
            case NoticeClaim.Told:
                return Report(NotifyEvents.AlreadyTold, notice);
            default:
                // Its holder may have died: this delivery must come again.
                Report(NotifyEvents.BeingTold, notice);
                throw new InvalidOperationException($"Notice {notice.Id} is being told by another delivery.");
        }
    }

    private string Report(LogEvent happened, Notice notice)
    {
        log.Information(happened, new LogField("noticeId", notice.Id));
        return happened.Name;
    }
}
