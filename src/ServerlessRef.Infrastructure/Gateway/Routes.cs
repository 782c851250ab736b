using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>Every route of the service; what is not here is 404.</summary>
internal static class Routes
{
    private static readonly string[] Page = ["limit", "cursor"];

    public static readonly IReadOnlyList<Route> All =
    [
        new("GET", "/v1/health"),
        new("GET", "/v1/events") { QueryParameters = Page },
        new("POST", "/v1/events") { ForOrganisers = true, RequiredHeaders = [Headers.IdempotencyKey], Body = RequestModels.Event },
        new("GET", "/v1/events/{eventId}"),
        new("POST", "/v1/events/{eventId}/registrations") { RequiredHeaders = [Headers.IdempotencyKey], Body = RequestModels.Registration },
        new("GET", "/v1/events/{eventId}/registrations/{id}") { RequiredHeaders = [Headers.CancellationToken] },
        new("DELETE", "/v1/events/{eventId}/registrations/{id}") { RequiredHeaders = [Headers.CancellationToken] },
        new("GET", "/v1/events/{eventId}/attendees") { ForOrganisers = true, QueryParameters = Page },
        new("DELETE", "/v1/events/{eventId}/attendees/{id}") { ForOrganisers = true },
        new("POST", "/v1/events/{eventId}/jobs") { ForOrganisers = true, RequiredHeaders = [Headers.IdempotencyKey], Body = RequestModels.Job },
        new("GET", "/v1/jobs/{jobId}") { ForOrganisers = true },
    ];
}
