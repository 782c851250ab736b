using ServerlessRef.Api.Contracts;
using ServerlessRef.Api.Covers;
using ServerlessRef.Domain;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Covers;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Api.Routes;

/// <summary><c>POST /v1/events/{eventId}/cover</c>: the organiser of an event gets a form to post its cover with; from then on this upload is the newest.</summary>
internal sealed class BeginCover(OwnedEvent owned, CoverStore covers, UploadForms forms, TimeProvider time)
{
    public Route Route => new("POST", "/v1/events/{eventId}/cover", HandleAsync);

    private async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellation)
    {
        if (!Organiser.From(request).TryGet(out _, out var refusal)
            || !IdempotencyKey.Parse(request.Header(Headers.IdempotencyKey)).TryGet(out var key, out refusal)
            || !JsonBody.Read(request, "contentType").TryGet(out var body, out refusal)
            || !CoverDraft.Check(body.Text("contentType"), body.Errors).TryGet(out var draft, out refusal)
            || !(await owned.FindAsync(request, cancellation)).TryGet(out var scheduled, out refusal))
        {
            return refusal;
        }

        var uploadId = DerivedId.ForCoverUpload(scheduled.Owner, scheduled.Id, key);
        var known = await covers.BeginAsync(scheduled.Id, uploadId, draft.PayloadHash, time.GetUtcNow(), cancellation);
        if (known is not null && known != draft.PayloadHash)
        {
            return new Refusal(ProblemTypes.IdempotencyKeyReused, $"Upload {uploadId} was begun with this key and another media type; draw a new {Headers.IdempotencyKey} for a new upload.");
        }

        // A replay gets a form that lives anew; it leads to the same key.
        return ApiResponse.Json(201, await forms.MakeAsync(scheduled.Id, uploadId, draft.ContentType), ApiJson.Default.CoverUploadView);
    }
}
