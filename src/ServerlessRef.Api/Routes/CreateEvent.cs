using ServerlessRef.Api.Contracts;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Api.Routes;

/// <summary><c>POST /v1/events</c>: an organiser creates an event; a retry of the key gets the first answer again.</summary>
/// <param name="seatsPerPool">Seats up to which one pool is enough.</param>
internal sealed class CreateEvent(EventStore events, int seatsPerPool, TimeProvider time)
{
    public Route Route => new("POST", "/v1/events", HandleAsync);

    private async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellation)
    {
        if (!Organiser.From(request).TryGet(out var organiser, out var refusal)
            || !IdempotencyKey.Parse(request.Header(Headers.IdempotencyKey)).TryGet(out var key, out refusal)
            || !JsonBody.Read(request, "title", "startsAt", "capacity").TryGet(out var body, out refusal)
            || !EventDraft.Check(body.Text("title"), body.Text("startsAt"), body.WholeNumber("capacity"), body.Errors).TryGet(out var draft, out refusal))
        {
            return refusal;
        }

        var pools = SeatPools.CountFor(draft.Capacity, seatsPerPool);
        var scheduled = new ScheduledEvent(DerivedId.ForEvent(organiser.Id, key), draft.Title, draft.StartsAt, draft.Capacity, pools, organiser.Id, draft.PayloadHash);
        var now = time.GetUtcNow();
        var past = EventRules.RefusePast(draft, now);

        // A start that has passed creates nothing, but may still be the retry of a request that did.
        var existing = past is null ? await events.CreateAsync(scheduled, cancellation) : await events.FindAsync(scheduled.Id, cancellation);
        if (existing is null)
        {
            return past is null ? Created(scheduled, now) : past;
        }

        return EventRules.RefuseReplay(existing, draft.PayloadHash) is { } reused ? reused : Created(scheduled, now);
    }

    // The first answer, whatever has been taken since: all seats were left then.
    private static ApiResponse Created(ScheduledEvent scheduled, DateTimeOffset now) =>
        ApiResponse.Json(201, EventView.Of(new EventSeats(scheduled, scheduled.Capacity), now), ApiJson.Default.EventView) with { Location = $"/v1/events/{scheduled.Id}" };
}
