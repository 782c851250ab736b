using ServerlessRef.Domain;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Waitlist;

namespace ServerlessRef.Api.Waitlist;

/// <summary>Finds the waitlist entry a request names, for the one who holds its token; anybody else learns nothing.</summary>
internal sealed class HeldEntry(WaitlistStore store)
{
    /// <summary>The template of the route's path.</summary>
    public const string Resource = "/v1/events/{eventId}/waitlist/{id}";

    public async Task<Checked<WaitlistEntry>> FindAsync(ApiRequest request, CancellationToken cancellation)
    {
        var (eventId, id) = (request.PathParameter("eventId"), request.PathParameter("id"));
        var found = DerivedId.IsEventId(eventId) && DerivedId.IsWaitlistEntryId(id) ? await store.FindAsync(eventId, id, cancellation) : null;
        var tokens = request.Header(Headers.CancellationToken);
        return HolderToken.Matches(tokens.Count == 1 ? tokens[0] : null, found?.TokenHash) && found is not null
            ? Checked.Accept(found)
            : Checked.Refuse<WaitlistEntry>(WaitlistRules.NotFound());
    }
}
