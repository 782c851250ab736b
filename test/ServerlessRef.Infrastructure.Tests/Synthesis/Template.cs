using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ServerlessRef.Infrastructure.Tests.Synthesis;

/// <summary>A synthesized template.</summary>
public sealed class Template(string text)
{
    /// <summary>As it was written.</summary>
    public string Text { get; } = text;

    public JsonObject Root { get; } = JsonNode.Parse(text)!.AsObject();

    public IEnumerable<Resource> Resources => Root["Resources"]!.AsObject().Select(entry => new Resource(entry.Key, entry.Value!.AsObject()));

    public IEnumerable<Resource> OfType(string type) => Resources.Where(resource => resource.Type == type);

    public Resource Single(string type) => Assert.Single(OfType(type));

    /// <summary>The one resource of a type whose logical id begins so.</summary>
    public Resource Named(string type, string prefix) =>
        Assert.Single(OfType(type), resource => resource.LogicalId.StartsWith(prefix, StringComparison.Ordinal));

    public Resource WithId(string logicalId) => Assert.Single(Resources, resource => resource.LogicalId == logicalId);

    /// <summary>Functions of the architecture, without CDK's own helpers.</summary>
    public IEnumerable<Resource> NativeFunctions => OfType("AWS::Lambda::Function").Where(function => (string?)function.At("Runtime") == "provided.al2023");

    /// <summary>A function of the architecture, wherever in the tree it stands.</summary>
    public Resource Function(string name) =>
        Assert.Single(NativeFunctions, function => Regex.IsMatch(function.LogicalId, $"(^|[a-z]){name}Function[0-9A-F]{{8}}$", RegexOptions.None, TimeSpan.FromSeconds(1)));
}
