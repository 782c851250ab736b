using System.Text;
using ServerlessRef.Api.Contracts;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Api.Routes;

/// <summary><c>GET /v1/events/{eventId}</c>: an event with the seats left as of now; anyone may keep it for a second.</summary>
internal sealed class GetEvent(EventStore events, TimeProvider time)
{
    private const string OneSecond = "public, max-age=1";

    public Route Route => new("GET", "/v1/events/{eventId}", HandleAsync);

    private async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellation)
    {
        var eventId = request.PathParameter("eventId");
        if (!DerivedId.IsEventId(eventId) || await events.FindWithSeatsAsync(eventId, cancellation) is not { } scheduled)
        {
            return EventRules.NotFound(eventId);
        }

        var response = ApiResponse.Json(200, EventView.Of(scheduled, time.GetUtcNow()), ApiJson.Default.EventView);
        var tag = EntityTag.Of(Encoding.UTF8.GetBytes(response.Body!));
        var unchanged = EntityTag.Matches(string.Join(',', request.Header("If-None-Match")), tag);
        return (unchanged ? new ApiResponse(304) : response) with { ETag = tag, CacheControl = OneSecond };
    }
}
