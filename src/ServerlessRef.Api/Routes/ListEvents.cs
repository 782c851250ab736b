using ServerlessRef.Api.Contracts;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Api.Routes;

/// <summary><c>GET /v1/events</c>: upcoming events, soonest first.</summary>
internal sealed class ListEvents(EventStore events, TimeProvider time)
{
    private const string List = "events";

    public Route Route => new("GET", "/v1/events", HandleAsync);

    private async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellation)
    {
        if (!PageRequest.Read(request, List).TryGet(out var page, out var refusal))
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        var found = await events.ListUpcomingAsync(now, page.After, page.Limit, cancellation);
        return ApiResponse.Json(
            200,
            new ListView<EventView>([.. found.Items.Select(each => EventView.Of(each, now))], PageRequest.NextCursor(List, found.Next)),
            ApiJson.Default.ListViewEventView);
    }
}
