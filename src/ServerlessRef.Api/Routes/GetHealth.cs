using ServerlessRef.Api.Contracts;
using ServerlessRef.Functions.Http;

namespace ServerlessRef.Api.Routes;

/// <summary><c>GET /v1/health</c>: that requests reach the function. It calls nothing, so that nobody can make it expensive.</summary>
/// <param name="version">The published version that answers; a smoke test sees whether its deployment is the one.</param>
internal sealed class GetHealth(string version)
{
    public Route Route => new("GET", "/v1/health", HandleAsync);

    private Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellation) =>
        Task.FromResult(ApiResponse.Json(200, new HealthView("ok", version), ApiJson.Default.HealthView));
}
