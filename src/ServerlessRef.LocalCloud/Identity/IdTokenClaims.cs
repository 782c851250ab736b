using System.Globalization;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ServerlessRef.LocalCloud.Identity;

/// <summary>Claims as a REST API's Cognito authorizer hands them on: all strings, lists joined by commas, two instants as dates.</summary>
internal static class IdTokenClaims
{
    public static Dictionary<string, string> ToStrings(JsonWebToken token)
    {
        using var payload = JsonDocument.Parse(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        return payload.RootElement.EnumerateObject().ToDictionary(claim => claim.Name, Text, StringComparer.Ordinal);
    }

    private static string Text(JsonProperty claim) => (claim.Name, claim.Value.ValueKind) switch
    {
        ("exp" or "iat", JsonValueKind.Number) => Date(claim.Value.GetInt64()),
        (_, JsonValueKind.Array) => string.Join(',', claim.Value.EnumerateArray().Select(item => item.ToString())),
        (_, JsonValueKind.True) => "true",
        (_, JsonValueKind.False) => "false",
        _ => claim.Value.ToString(),
    };

    private static string Date(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime.ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);
}
