using ServerlessRef.Api.Contracts;
using ServerlessRef.Api.Jobs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Jobs;

namespace ServerlessRef.Api.Routes;

/// <summary><c>POST /v1/events/{eventId}/jobs</c>: the organiser of an event starts a job; it is accepted once written and sent.</summary>
internal sealed class CreateJob(OwnedEvent owned, JobStore jobs, JobDelivery delivery, TimeProvider time)
{
    // A job of a small event takes a second or two.
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(2);

    public Route Route => new("POST", "/v1/events/{eventId}/jobs", HandleAsync);

    private async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellation)
    {
        if (!Organiser.From(request).TryGet(out _, out var refusal)
            || !IdempotencyKey.Parse(request.Header(Headers.IdempotencyKey)).TryGet(out var key, out refusal)
            || !JsonBody.Read(request, "type").TryGet(out var body, out refusal)
            || !JobDraft.CheckType(body.Text("type"), body.Errors).TryGet(out var type, out refusal)
            || !(await owned.FindAsync(request, cancellation)).TryGet(out var scheduled, out refusal))
        {
            return refusal;
        }

        var job = MakeJob(scheduled, key, type);
        return await AcceptAsync(job, cancellation);
    }

    private Job MakeJob(ScheduledEvent scheduled, IdempotencyKey key, string type)
    {
        JobTypes.TryParse(type, out var known);
        var id = DerivedId.ForJob(scheduled.Owner, scheduled.Id, key);
        return new Job(id, known, scheduled.Id, PayloadHash.Of("job", type), time.GetUtcNow()) { Owner = scheduled.Owner };
    }

    private async Task<ApiResponse> AcceptAsync(Job job, CancellationToken cancellation)
    {
        if (await jobs.PutPendingAsync(job, cancellation) is { } existing)
        {
            if (JobDraft.RefuseReplay(existing.Id, existing.PayloadHash, job.PayloadHash) is { } reused)
            {
                return reused;
            }

            if (existing.IsFinished)
            {
                return Accepted(job);
            }
        }

        await delivery.SendAsync(job, cancellation);
        return Accepted(job);
    }

    // The first answer: that it is pending, wherever it may be now.
    private static ApiResponse Accepted(Job job) =>
        ApiResponse.Json(202, JobView.Of(job, result: null), ApiJson.Default.JobView) with { Location = $"/v1/jobs/{job.Id}", RetryAfter = FirstLook };
}
