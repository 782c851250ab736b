using System.Globalization;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Mail;
using ServerlessRef.Functions.Waitlist;

namespace ServerlessRef.PromotionTasks;

/// <summary>
/// Tells somebody that a seat is offered. The offer itself stands on the page whatever happens to the mail, and runs out all the same, so a mail
/// SES does not take, or gives no answer to, is logged and not tried again.
/// </summary>
/// <param name="patience">Longest time SES has to answer; shorter than the invocation, or an SES that hangs would end the step and with it the offer.</param>
internal sealed class OfferMail(WaitlistStore store, MailSender sender, TimeSpan patience, TimeProvider time, JsonLog log)
{
    /// <summary>A third of the function's timeout: time is left for what comes before, and to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task SendAsync(WaitlistEntry entry, CancellationToken cancellation)
    {
        var line = await store.ReadLineAsync(entry.EventId, cancellation);
        using var bound = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, bound.Token);
        try
        {
            await sender.SendAsync(Write(entry, line.Event), either.Token);
            log.Information(PromotionEvents.OfferMailed, new LogField("entryId", entry.Id));
        }
        catch (MailFailedException failure)
        {
            NotMailed(entry, failure.Code);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            NotMailed(entry, "NoAnswerInTime");
        }
    }

    private void NotMailed(WaitlistEntry entry, string code) =>
        log.Warning(PromotionEvents.OfferNotMailed, new LogField("entryId", entry.Id), new LogField("code", code));

    // Plain text: nothing an attendee or an organiser wrote can be markup. The token that answers is known to the browser alone, so no link could.
    private static OutgoingMail Write(WaitlistEntry entry, ScheduledEvent scheduled) => new(
        entry.Email!,
        $"A seat for {scheduled.Title} is yours to take",
        string.Create(CultureInfo.InvariantCulture, $"""
            Hello {entry.Name},

            a seat at "{scheduled.Title}" has become free, and you are next in the line.

            When: {scheduled.StartsAt.UtcDateTime:dddd, d MMMM yyyy, HH:mm} UTC
            It is kept for you until: {entry.OfferedUntil!.Value.UtcDateTime:dddd, d MMMM yyyy, HH:mm} UTC

            Take it or leave it on the event's page, in the browser you joined the line with. Afterwards it goes to the next.

            """),
        entry.Id);
}
