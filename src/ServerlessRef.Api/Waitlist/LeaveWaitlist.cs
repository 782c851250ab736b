using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Waitlist;

namespace ServerlessRef.Api.Waitlist;

/// <summary><c>DELETE /v1/events/{eventId}/waitlist/{id}</c>: the holder leaves the line or declines an offer; again is no error.</summary>
internal sealed class LeaveWaitlist(HeldEntry held, WaitlistStore store, WaitlistEntrance entrance, OfferAnswer answer, TimeProvider time)
{
    public Route Route => new("DELETE", HeldEntry.Resource, HandleAsync);

    private async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellation)
    {
        if (!(await held.FindAsync(request, cancellation)).TryGet(out var entry, out var refusal))
        {
            return refusal;
        }

        switch (await entrance.LeaveAsync(entry, time.GetUtcNow(), cancellation))
        {
            case LeaveOutcome.Answered { Entry: var answered }:
                var id = answered.RegistrationId ?? await NameRegistrationAsync(answered, cancellation);
                return WaitlistRules.OfferAccepted(id);
            case LeaveOutcome.Declined { TaskToken: var token }:
                await answer.TellAsync(token, PromotionAnswers.Declined, cancellation);
                return new ApiResponse(204);
            default:
                return new ApiResponse(204);
        }
    }

    // It is being made; what it will be called is known.
    private async Task<string> NameRegistrationAsync(WaitlistEntry entry, CancellationToken cancellation) =>
        DerivedId.ForPromotedRegistration(entry.Id, (await store.ReadLineAsync(entry.EventId, cancellation)).Event.Pools);
}
