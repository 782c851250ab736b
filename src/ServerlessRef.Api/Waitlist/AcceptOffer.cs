using ServerlessRef.Api.Contracts;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Waitlist;

namespace ServerlessRef.Api.Waitlist;

/// <summary><c>POST /v1/events/{eventId}/waitlist/{id}/acceptance</c>: the holder takes the seat offered; the registration follows within seconds.</summary>
internal sealed class AcceptOffer(HeldEntry held, WaitlistEntrance entrance, OfferAnswer answer, TimeProvider time)
{
    public Route Route => new("POST", HeldEntry.Resource + "/acceptance", HandleAsync);

    private async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellation)
    {
        // An offer can be accepted once, so that the key tells nothing new; that every POST has one is a promise to clients.
        if (!IdempotencyKey.Parse(request.Header(Headers.IdempotencyKey)).TryGet(out _, out var refusal)
            || !(await held.FindAsync(request, cancellation)).TryGet(out var entry, out refusal))
        {
            return refusal;
        }

        var accepted = await entrance.AcceptAsync(entry, time.GetUtcNow(), cancellation) ?? entry;
        if (!accepted.IsAnswered)
        {
            return WaitlistRules.NoOffer(accepted);
        }

        // Again tells again: a client that got no answer may be the only one who knows that the workflow was not told.
        await answer.TellAsync(accepted.Status == WaitlistStatus.Accepted ? accepted.TaskToken : null, PromotionAnswers.Accepted, cancellation);
        return ApiResponse.Json(200, WaitlistEntryView.Of(accepted), ApiJson.Default.WaitlistEntryView);
    }
}
