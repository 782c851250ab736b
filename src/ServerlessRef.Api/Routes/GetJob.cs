using ServerlessRef.Api.Contracts;
using ServerlessRef.Api.Jobs;
using ServerlessRef.Domain;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Jobs;

namespace ServerlessRef.Api.Routes;

/// <summary><c>GET /v1/jobs/{jobId}</c>: how a job stands, for the organiser who started it; to anybody else it does not exist.</summary>
internal sealed class GetJob(JobStore jobs, ResultLinks links)
{
    private static readonly TimeSpan NextLook = TimeSpan.FromSeconds(2);

    public Route Route => new("GET", "/v1/jobs/{jobId}", HandleAsync);

    private async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellation)
    {
        if (!Organiser.From(request).TryGet(out var organiser, out var refusal))
        {
            return refusal;
        }

        var id = request.PathParameter("jobId");
        if (!DerivedId.IsJobId(id) || await jobs.FindAsync(id, cancellation) is not { } job || job.Owner != organiser.Id)
        {
            return new Refusal(ProblemTypes.JobNotFound, "You have started no job with this id.");
        }

        var result = job is { Status: JobStatus.Done, Result: { } key } ? await links.MakeAsync(key) : null;
        return ApiResponse.Json(200, JobView.Of(job, result), ApiJson.Default.JobView) with { RetryAfter = job.IsFinished ? null : NextLook };
    }
}
