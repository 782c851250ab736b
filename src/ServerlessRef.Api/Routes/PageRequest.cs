using ServerlessRef.Domain;
using ServerlessRef.Domain.Paging;
using ServerlessRef.Functions.Http;

namespace ServerlessRef.Api.Routes;

/// <summary>Which page of a list a client asks for: <c>limit</c> and <c>cursor</c>.</summary>
/// <param name="After">The position the page follows; null at the beginning.</param>
internal sealed record PageRequest(int Limit, string? After)
{
    /// <param name="list">Names the list; a cursor of another one is refused.</param>
    public static Checked<PageRequest> Read(ApiRequest request, string list)
    {
        var errors = new FieldErrors();
        if (PageSize.Check(request.Query("limit"), errors) is not { } limit)
        {
            return Checked.Refuse<PageRequest>(errors.ToRefusal());
        }

        return Cursor.Decode(list, request.Query("cursor")).TryGet(out var position, out var refusal)
            ? Checked.Accept(new PageRequest(limit, position.After))
            : Checked.Refuse<PageRequest>(refusal);
    }

    public static string? NextCursor(string list, string? next) => next is null ? null : Cursor.Encode(list, next);
}
