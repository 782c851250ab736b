using ServerlessRef.Functions.Http;

namespace ServerlessRef.Api.Routes;

/// <summary><c>DELETE /v1/events/{eventId}/registrations/{id}</c>: the holder gives the seat back; again is no error.</summary>
internal sealed class CancelRegistration(HeldRegistration held, Cancellation cancellation)
{
    public Route Route => new("DELETE", HeldRegistration.Resource, HandleAsync);

    private async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken deadline)
    {
        if (!(await held.FindAsync(request, deadline)).TryGet(out var registration, out var refusal))
        {
            return refusal;
        }

        await cancellation.RunAsync(registration, deadline);
        return new ApiResponse(204);
    }
}
