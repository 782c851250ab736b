using System.Text.Json.Nodes;

namespace ServerlessRef.Checks.Templates;

/// <summary>One resource of a template.</summary>
internal sealed record Resource(string LogicalId, JsonObject Definition)
{
    public string Type => (string)Definition[nameof(Type)]!;

    public JsonObject Properties => Definition[nameof(Properties)] as JsonObject ?? [];

    public bool IsRetained => (string?)Definition["DeletionPolicy"] is "Retain" or "RetainExceptOnCreate";

    /// <summary>First part of the construct's path under its stack: what a reader calls it.</summary>
    public string Construct => ((string?)Definition["Metadata"]?["aws:cdk:path"])?.Split('/') is [_, var construct, ..] ? construct : LogicalId;

    /// <summary>The value at a path of property names, or null.</summary>
    public JsonNode? At(params string[] path) => Json.At(Properties, path);

    public string? Text(params string[] path) => Json.Text(At(path));

    /// <summary>Whether a property is true; templates also write it as a string.</summary>
    public bool IsTrue(params string[] path) => string.Equals(Text(path), "true", StringComparison.OrdinalIgnoreCase);

    public IEnumerable<JsonNode> List(params string[] path) => Json.List(At(path));

    public Violation Breaks(string message) => new(LogicalId, message);
}
