using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.OpenApi;

/// <summary>
/// The first REST API of the templates as viewers of its distribution see it, in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1): what the gateway's own export says
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-export-api.html), without the key that CloudFront sends, with the answers CloudFront and its web ACL make.
/// </summary>
internal static class OpenApiDocument
{
    private static readonly string[] MethodOrder = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same text for the same templates, wherever they are run.</summary>
    public static string Write(Cloud cloud) => Create(cloud).ToJsonString(Indented) + "\n";

    private static JsonObject Create(Cloud cloud)
    {
        var api = cloud.RestApis[0];
        var edge = EdgeAnswers.Of(cloud, api);
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = Info(api),
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "the site's own address" }),
            ["paths"] = Paths(api, edge),
            ["components"] = new JsonObject
            {
                ["schemas"] = Schemas(api),
                ["responses"] = new JsonObject(edge.Select(answer => KeyValuePair.Create<string, JsonNode?>(answer.Name, answer.Write()))),
                ["securitySchemes"] = SecuritySchemes(api),
            },
            ["x-amazon-apigateway-gateway-responses"] = GatewayAnswers.Write(api),
        };
    }

    private static JsonObject Info(RestApi api)
    {
        // The stage is where it runs, not what it is.
        var title = api.Name.EndsWith($"-{api.StageName}", StringComparison.Ordinal) ? api.Name[..^(api.StageName.Length + 1)] : api.Name;
        var version = api.Routes.Select(route => route.Path.Split('/')[1]).Distinct(StringComparer.Ordinal).ToList();
        var info = new JsonObject { ["title"] = title, ["version"] = version is [var one] ? one : "unversioned" };
        if (api.Description is { } description)
        {
            info["description"] = description;
        }

        return info;
    }

    private static JsonObject Paths(RestApi api, IReadOnlyList<EdgeAnswer> edge)
    {
        var paths = new JsonObject();
        foreach (var path in api.Routes.GroupBy(route => route.Path, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var item = new JsonObject();
            foreach (var route in path.OrderBy(route => Array.IndexOf(MethodOrder, route.Method)))
            {
                item[route.Method.ToLowerInvariant()] = OperationWriter.Write(route, api, edge);
            }

            paths[path.Key] = item;
        }

        return paths;
    }

    private static JsonObject Schemas(RestApi api) =>
        new(api.Models.OrderBy(model => model.Key, StringComparer.Ordinal).Select(model => KeyValuePair.Create(model.Key, ModelSchema.Convert(model.Value))));

    private static JsonObject SecuritySchemes(RestApi api) =>
        new(api.Authorizers.Select(authorizer => KeyValuePair.Create<string, JsonNode?>(authorizer.Name, new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "bearer",
            ["bearerFormat"] = "JWT",
            ["x-amazon-apigateway-authtype"] = "cognito_user_pools",
        })));
}
