using ServerlessRef.Domain;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Functions.Http;

/// <summary>The organiser who sent a request: the gateway's authorizer has checked the token, its claims say who it is.</summary>
/// <param name="Id">The token's <c>sub</c>, which never changes, whatever happens to the mail address.</param>
public sealed record Organiser(string Id)
{
    /// <summary>The caller, or 401 without a token and 403 without the group.</summary>
    public static Checked<Organiser> From(ApiRequest request)
    {
        if (!request.Claims.TryGetValue("sub", out var id) || string.IsNullOrEmpty(id))
        {
            return Checked.Refuse<Organiser>(new Refusal(ProblemTypes.Unauthorized, "No signed-in caller; send `Authorization: Bearer <id token>`."));
        }

        return IsOrganiser(request.Claims)
            ? Checked.Accept(new Organiser(id))
            : Checked.Refuse<Organiser>(new Refusal(ProblemTypes.NotAnOrganiser, $"The signed-in account is not in the group `{Roles.Organisers}`."));
    }

    // The gateway turns the token's list into text, "a,b" or "[a b]"; names of groups hold no white space
    // (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html).
    private static bool IsOrganiser(IReadOnlyDictionary<string, string> claims) =>
        claims.TryGetValue("cognito:groups", out var groups)
        && groups.Split([',', ' ', '[', ']', '"'], StringSplitOptions.RemoveEmptyEntries).Contains(Roles.Organisers, StringComparer.Ordinal);
}
