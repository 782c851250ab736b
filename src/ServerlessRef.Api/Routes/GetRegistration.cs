using ServerlessRef.Api.Contracts;
using ServerlessRef.Functions.Http;

namespace ServerlessRef.Api.Routes;

/// <summary><c>GET /v1/events/{eventId}/registrations/{id}</c>: the holder sees his registration and its ticket.</summary>
internal sealed class GetRegistration(HeldRegistration held)
{
    public Route Route => new("GET", HeldRegistration.Resource, HandleAsync);

    private async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellation) =>
        (await held.FindAsync(request, cancellation)).TryGet(out var registration, out var refusal)
            ? ApiResponse.Json(200, RegistrationView.Of(registration), ApiJson.Default.RegistrationView)
            : refusal;
}
