using ServerlessRef.Api.Contracts;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Jobs;

namespace ServerlessRef.Api.Waitlist;

/// <summary><c>GET /v1/events/{eventId}/waitlist/{id}</c>: the holder sees how his entry stands, and what it has become.</summary>
internal sealed class GetWaitlistEntry(HeldEntry held, JobStore jobs)
{
    public Route Route => new("GET", HeldEntry.Resource, HandleAsync);

    private async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellation)
    {
        if (!(await held.FindAsync(request, cancellation)).TryGet(out var entry, out var refusal))
        {
            return refusal;
        }

        var job = entry.Status == WaitlistStatus.Queued ? await jobs.FindAsync(entry.JobId, cancellation) : null;
        return ApiResponse.Json(200, WaitlistEntryView.Of(entry, job), ApiJson.Default.WaitlistEntryView);
    }
}
