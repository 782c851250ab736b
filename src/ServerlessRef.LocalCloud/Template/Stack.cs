using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Resources;

namespace ServerlessRef.LocalCloud.Template;

/// <summary>One stack of the assembly: its template as written, and its resources once <see cref="LoadContext"/> has entered them.</summary>
internal sealed class Stack(string name, string region, JsonObject template, AssetCatalog assets, IReadOnlyDictionary<string, string> constructPaths)
{
    public string Name { get; } = name;

    public string Region { get; } = region;

    public JsonObject Template { get; } = template;

    public AssetCatalog Assets { get; } = assets;

    public string Id => $"arn:aws:cloudformation:{Region}:{LoadContext.AccountId}:stack/{Name}/{LocalNames.Uuid(Name, "", "stack")}";

    /// <summary>By logical id, without those whose condition is false.</summary>
    public Dictionary<string, Resource> Resources { get; } = new(StringComparer.Ordinal);

    public JsonObject? Section(string section) => Template[section] as JsonObject;

    /// <summary>For example <c>ServerlessRef-dev/Api/Resource</c>; null when the assembly does not tell.</summary>
    public string? ConstructPath(string logicalId) =>
        Section("Resources")?[logicalId]?["Metadata"]?["aws:cdk:path"]?.ToString() ?? constructPaths.GetValueOrDefault(logicalId);
}
