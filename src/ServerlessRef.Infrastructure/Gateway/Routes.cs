using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>Every route of the service; what is not here is 404.</summary>
internal static class Routes
{
    private const string HolderHasToken = "Its holder has no account: the function checks the cancellation token, of which only the hash is stored";

    private static readonly string[] Page = ["limit", "cursor"];

    public static readonly IReadOnlyList<Route> All =
    [
        new("GET", "/v1/health") { OpenBecause = "Says only that the service answers; canaries and smoke tests have no account" },
        new("GET", "/v1/events") { OpenBecause = "The list of upcoming events is what the public page shows", QueryParameters = Page },
        new("POST", "/v1/events") { ForOrganisers = true, RequiredHeaders = [Headers.IdempotencyKey], Body = RequestModels.Event },
        new("GET", "/v1/events/{eventId}") { OpenBecause = "An event with its free seats is what the public page shows" },
        new("POST", "/v1/events/{eventId}/registrations") { OpenBecause = "People sign up without an account; the firewall's rate rule and the route's throttle bound abuse", RequiredHeaders = [Headers.IdempotencyKey], Body = RequestModels.Registration },
        new("GET", "/v1/events/{eventId}/registrations/{id}") { OpenBecause = HolderHasToken, RequiredHeaders = [Headers.CancellationToken] },
        new("DELETE", "/v1/events/{eventId}/registrations/{id}") { OpenBecause = HolderHasToken, RequiredHeaders = [Headers.CancellationToken] },
        new("GET", "/v1/events/{eventId}/attendees") { ForOrganisers = true, QueryParameters = Page },
        new("DELETE", "/v1/events/{eventId}/attendees/{id}") { ForOrganisers = true },
        new("POST", "/v1/events/{eventId}/jobs") { ForOrganisers = true, RequiredHeaders = [Headers.IdempotencyKey], Body = RequestModels.Job },
        new("GET", "/v1/jobs/{jobId}") { ForOrganisers = true },
    ];
}
