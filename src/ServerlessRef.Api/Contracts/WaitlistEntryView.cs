using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Domain.Waitlist;

namespace ServerlessRef.Api.Contracts;

/// <summary>A waitlist entry as its holder sees it.</summary>
/// <param name="Status">One of <see cref="WaitlistStatus.All"/>.</param>
/// <param name="Position">Its number in the line, from 1 and never given twice: those with smaller numbers are asked before. Null while queued or failed.</param>
/// <param name="OfferedUntil">While offered: until when, in UTC.</param>
/// <param name="RegistrationId">Once promoted; the cancellation token is the same.</param>
/// <param name="TicketJobId">Once promoted.</param>
internal sealed record WaitlistEntryView(string Id, string EventId, string Status, int? Position, string? OfferedUntil, string? RegistrationId, string? TicketJobId)
{
    /// <param name="job">That of a queued entry; null: the entry is known to be further than that.</param>
    public static WaitlistEntryView Of(WaitlistEntry entry, Job? job = null) => new(
        entry.Id,
        entry.EventId,
        WaitlistRules.StatusToTell(entry, job),
        entry.Position,
        entry is { Status: WaitlistStatus.Offered, OfferedUntil: { } until } ? StartTime.Format(until) : null,
        entry.RegistrationId,
        entry.RegistrationId is { } registration ? DerivedId.ForTicketJob(registration) : null);
}
