using ServerlessRef.Api.Contracts;
using ServerlessRef.Api.Jobs;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Domain.Registrations;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Api.Routes;

/// <summary><c>POST /v1/events/{eventId}/registrations</c>: takes a seat, once per key and once per mail address, and queues its ticket.</summary>
/// <param name="personalDataAfterStart">How long after the start of its event a registration is deleted, with the name and mail address in it.</param>
internal sealed class Register(KnownEvents events, TimeSpan personalDataAfterStart, SeatTransactions seats, TicketJobs tickets, JobDelivery delivery, TimeProvider time)
{
    public Route Route => new("POST", "/v1/events/{eventId}/registrations", HandleAsync);

    private async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellation)
    {
        var eventId = request.PathParameter("eventId");
        if (!PersonRequest.Read(request).TryGet(out var person, out var refusal))
        {
            return refusal;
        }

        if (!DerivedId.IsEventId(eventId) || await events.FindAsync(eventId, cancellation) is not { } scheduled)
        {
            return EventRules.NotFound(eventId);
        }

        // By then the event gives no more seats, so nothing that decides about seats is deleted too early.
        var registration = NewRegistration.Make(scheduled, person.Key, person.Draft, expiresAt: scheduled.StartsAt + personalDataAfterStart);
        return await TakeSeatAsync(registration, scheduled, person.Key, cancellation);
    }

    private async Task<ApiResponse> TakeSeatAsync(Registration registration, ScheduledEvent scheduled, IdempotencyKey key, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var job = TicketJob.For(registration, now);
        switch (await seats.TakeAsync(registration, scheduled, tickets.Put(job), now, cancellation))
        {
            case SeatOutcome.Taken:
                // Only what is queued is answered: a client that hears nothing comes again and finds its row.
                await delivery.SendAsync(job, cancellation);
                return Confirmed(registration, key);
            case SeatOutcome.Replayed { Existing: var existing }:
                return await AnswerReplayAsync(existing, registration, key, cancellation);
            case SeatOutcome.MailTaken:
                return RegistrationRules.AlreadyRegistered();
            case SeatOutcome.NoSeat:
                return RegistrationRules.RefuseSeat(scheduled, now);
            default:
                throw new InvalidOperationException("Unknown outcome of taking a seat.");
        }
    }

    private async Task<ApiResponse> AnswerReplayAsync(Registration existing, Registration asked, IdempotencyKey key, CancellationToken cancellation)
    {
        if (RegistrationRules.RefuseReplay(existing, asked.PayloadHash!) is { } refusal)
        {
            return refusal;
        }

        await delivery.SendIfUnfinishedAsync(existing.TicketJobId, cancellation);
        return Confirmed(asked, key);
    }

    private static ApiResponse Confirmed(Registration registration, IdempotencyKey key) =>
        ApiResponse.Json(
            201,
            new NewRegistrationView(
                registration.Id,
                registration.EventId,
                registration.Name!,
                RegistrationStatus.Confirmed,
                registration.TicketJobId,
                HolderToken.For(registration.EventId, key)),
            ApiJson.Default.NewRegistrationView) with
        {
            Location = $"/v1/events/{registration.EventId}/registrations/{registration.Id}",
        };
}
