using System.Text.Json;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>Values an authorizer adds to the event; those of a Cognito authorizer lie under <c>claims</c>.</summary>
public class APIGatewayCustomAuthorizerContext : Dictionary<string, object>
{
    private Dictionary<string, string> _claims;

    /// <summary>The token's claims whose values are text; API Gateway turns every claim into text.</summary>
    public Dictionary<string, string> Claims
    {
        get => _claims ??= ReadClaims();
        set => _claims = value;
    }

    private Dictionary<string, string> ReadClaims()
    {
        var claims = new Dictionary<string, string>();

        if (TryGetValue("claims", out var value) && value is JsonElement { ValueKind: JsonValueKind.Object } json)
        {
            foreach (var property in json.EnumerateObject())
            {
                if (property.Value.ValueKind == JsonValueKind.String)
                {
                    claims[property.Name] = property.Value.GetString();
                }
            }
        }

        return claims;
    }
}
