using System.Globalization;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Mail;
using ServerlessRef.Functions.Waitlist;

namespace ServerlessRef.PromotionTasks;

/// <summary>
/// Tells somebody that a seat is offered. The offer itself stands on the page whatever happens to the mail, and runs out all the same, so a mail
/// SES does not take is logged and not tried again.
/// </summary>
internal sealed class OfferMail(WaitlistStore store, MailSender sender, JsonLog log)
{
    public async Task SendAsync(WaitlistEntry entry, CancellationToken cancellation)
    {
        var line = await store.ReadLineAsync(entry.EventId, cancellation);
        try
        {
            await sender.SendAsync(Write(entry, line.Event), cancellation);
            log.Information(PromotionEvents.OfferMailed, new LogField("entryId", entry.Id));
        }
        catch (MailFailedException failure)
        {
            log.Warning(PromotionEvents.OfferNotMailed, new LogField("entryId", entry.Id), new LogField("code", failure.Code));
        }
    }

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
