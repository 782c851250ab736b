using ServerlessRef.LocalCloud.Gateway;
using ServerlessRef.LocalCloud.Identity;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Hosting;

/// <summary>What the internet reaches besides CloudFront: each API's own endpoint, and the keys of the user pools.</summary>
internal static class RegionalEndpoint
{
    private const string Prefix = "/_local/execute-api";

    public static string PathOf(RestApi api) => $"{Prefix}/{api.Id}/{api.StageName}";

    public static void Map(WebApplication app, GatewayServer gateway, LocalIdentity identity)
    {
        app.Map($"{Prefix}/{{api}}/{{stage}}/{{**path}}", async (HttpContext http, string api, string stage) =>
            await gateway.HandleAsync(http, api, stage, HttpExchange.Target(http).Path[$"{Prefix}/{api}/{stage}".Length..]));
        app.MapGet("/_local/cognito/{pool}/.well-known/jwks.json", (string pool) =>
            identity.Jwks(pool) is { } keys ? Results.Text(keys, "application/json") : Results.NotFound());
    }
}
