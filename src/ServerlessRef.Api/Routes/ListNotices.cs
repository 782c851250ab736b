using ServerlessRef.Api.Contracts;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Api.Routes;

/// <summary><c>GET /v1/events/{eventId}/notices</c>: what people were told of the event, the newest first, for its organiser.</summary>
internal sealed class ListNotices(OwnedEvent owned, NewsStore news)
{
    public Route Route => new("GET", "/v1/events/{eventId}/notices", HandleAsync);

    private async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellation)
    {
        if (!(await owned.FindAsync(request, cancellation)).TryGet(out var scheduled, out var refusal))
        {
            return refusal;
        }

        var newest = await news.NewestAsync(scheduled.Id, cancellation);
        return ApiResponse.Json(200, new ListView<NoticeView>([.. newest.Select(NoticeView.Of)], null), ApiJson.Default.ListViewNoticeView);
    }
}
