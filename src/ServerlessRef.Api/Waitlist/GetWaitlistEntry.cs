using ServerlessRef.Api.Contracts;
using ServerlessRef.Functions.Http;

namespace ServerlessRef.Api.Waitlist;

/// <summary><c>GET /v1/events/{eventId}/waitlist/{id}</c>: the holder sees how his entry stands, and what it has become.</summary>
internal sealed class GetWaitlistEntry(HeldEntry held)
{
    public Route Route => new("GET", HeldEntry.Resource, HandleAsync);

    private async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellation) =>
        (await held.FindAsync(request, cancellation)).TryGet(out var entry, out var refusal)
            ? ApiResponse.Json(200, WaitlistEntryView.Of(entry), ApiJson.Default.WaitlistEntryView)
            : refusal;
}
