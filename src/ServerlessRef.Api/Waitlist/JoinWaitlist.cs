using ServerlessRef.Api.Contracts;
using ServerlessRef.Api.Jobs;
using ServerlessRef.Api.Routes;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Domain.Registrations;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Storage;
using ServerlessRef.Functions.Waitlist;

namespace ServerlessRef.Api.Waitlist;

/// <summary><c>POST /v1/events/{eventId}/waitlist</c>: joins the line of a full event, once per key and once per mail address.</summary>
/// <param name="personalDataAfterStart">How long after the start of its event an entry is deleted.</param>
internal sealed class JoinWaitlist(EventStore events, TimeSpan personalDataAfterStart, WaitlistStore store, RegistrationStore registrations, WaitlistEntrance entrance, JobDelivery delivery, TimeProvider time)
{
    // A place is given within a second or two.
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(2);

    public Route Route => new("POST", "/v1/events/{eventId}/waitlist", HandleAsync);

    private async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellation)
    {
        var eventId = request.PathParameter("eventId");
        if (!PersonRequest.Read(request).TryGet(out var person, out var refusal))
        {
            return refusal;
        }

        if (!DerivedId.IsEventId(eventId) || await events.FindWithSeatsAsync(eventId, cancellation) is not { } seats)
        {
            return EventRules.NotFound(eventId);
        }

        var now = time.GetUtcNow();
        var entry = Make(seats.Event, person.Key, person.Draft, now);
        if (WaitlistRules.RefuseJoin(seats, now) is { } closed)
        {
            // Nobody joins now, but this may be the retry of somebody who did.
            return await store.FindAsync(eventId, entry.Id, cancellation) is { } existing ? await AnswerReplayAsync(existing, entry, person.Key, cancellation) : closed;
        }

        return await JoinAsync(entry, person.Key, now, cancellation);
    }

    private async Task<ApiResponse> JoinAsync(WaitlistEntry entry, IdempotencyKey key, DateTimeOffset now, CancellationToken cancellation)
    {
        var job = new Job(entry.JobId, JobType.WaitlistEntry, entry.EventId, PayloadHash.Of("waitlist-entry", entry.Id), now) { SubjectId = entry.Id };
        switch (await entrance.JoinAsync(entry, job, cancellation))
        {
            case JoinOutcome.Joined:
                // Only what is queued is answered: a client that hears nothing comes again and finds its row.
                await delivery.SendAsync(job, cancellation);
                return Accepted(entry, key);
            case JoinOutcome.Replayed { Existing: var existing }:
                return await AnswerReplayAsync(existing, entry, key, cancellation);
            case JoinOutcome.MailRegistered:
                return RegistrationRules.AlreadyRegistered();
            case JoinOutcome.MailWaiting:
                return WaitlistRules.AlreadyWaiting();
            default:
                throw new InvalidOperationException("Unknown outcome of joining a waitlist.");
        }
    }

    private async Task<ApiResponse> AnswerReplayAsync(WaitlistEntry existing, WaitlistEntry asked, IdempotencyKey key, CancellationToken cancellation)
    {
        var became = existing.RegistrationId is { } id ? await registrations.FindAsync(existing.EventId, id, cancellation) : null;
        if (WaitlistRules.RefuseReplay(existing, became, asked.PayloadHash!) is { } refusal)
        {
            return refusal;
        }

        var job = await delivery.SendIfUnfinishedAsync(existing.JobId, cancellation);
        return Accepted(asked, key, WaitlistRules.StatusToTell(existing, job) == WaitlistStatus.Failed ? WaitlistStatus.Failed : WaitlistStatus.Queued);
    }

    private WaitlistEntry Make(ScheduledEvent scheduled, IdempotencyKey key, RegistrationDraft draft, DateTimeOffset now)
    {
        var id = DerivedId.ForWaitlistEntry(scheduled.Id, key);
        return new WaitlistEntry(id, scheduled.Id, WaitlistStatus.Queued, HolderToken.HashOf(HolderToken.For(scheduled.Id, key)), DerivedId.ForWaitlistJob(id), now)
        {
            Name = draft.Name,
            Email = draft.Email.Address,
            MailHash = draft.Email.HashFor(scheduled.Id),
            PayloadHash = draft.PayloadHash,
            ExpiresAt = scheduled.StartsAt + personalDataAfterStart,
        };
    }

    // The first answer: that it is queued, wherever it may be now; but not when nothing is under way any more.
    private static ApiResponse Accepted(WaitlistEntry entry, IdempotencyKey key, string status = WaitlistStatus.Queued) =>
        ApiResponse.Json(
            202,
            new NewWaitlistEntryView(entry.Id, entry.EventId, entry.Name!, status, HolderToken.For(entry.EventId, key)),
            ApiJson.Default.NewWaitlistEntryView) with
        {
            Location = $"/v1/events/{entry.EventId}/waitlist/{entry.Id}",
            RetryAfter = FirstLook,
        };
}
