using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.OpenApi;

/// <summary>An answer the distribution makes itself, before the API or in its place.</summary>
/// <param name="Name">Of the shared response.</param>
internal sealed record EdgeAnswer(string Name, int StatusCode, string Description, string ContentType = "text/html")
{
    public JsonObject Write() => new() { ["description"] = Description, ["content"] = new JsonObject { [ContentType] = Content() } };

    public JsonObject Content() => new() { ["schema"] = new JsonObject { ["type"] = "string" } };

    public JsonObject Reference() => new() { ["$ref"] = "#/components/responses/" + Name };
}
