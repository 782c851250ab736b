using ServerlessRef.Domain;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Registrations;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Api.Routes;

/// <summary>Finds the registration a request names, for the one who holds its token; anybody else learns nothing.</summary>
internal sealed class HeldRegistration(RegistrationStore registrations)
{
    /// <summary>The template of the route's path.</summary>
    public const string Resource = "/v1/events/{eventId}/registrations/{id}";

    public async Task<Checked<Registration>> FindAsync(ApiRequest request, CancellationToken cancellation)
    {
        var (eventId, id) = (request.PathParameter("eventId"), request.PathParameter("id"));
        var found = DerivedId.IsEventId(eventId) && DerivedId.IsRegistrationId(id) ? await registrations.FindAsync(eventId, id, cancellation) : null;
        var tokens = request.Header(Headers.CancellationToken);
        return HolderToken.Matches(tokens.Count == 1 ? tokens[0] : null, found?.TokenHash) && found is not null
            ? Checked.Accept(found)
            : Checked.Refuse<Registration>(RegistrationRules.NotFound());
    }
}
