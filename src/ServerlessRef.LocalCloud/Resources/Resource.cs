using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Template;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>One resource of a template: what is written, and what its type makes of it.</summary>
internal sealed class Resource(Stack stack, string logicalId, ResourceType definition, JsonObject body, LoadContext context)
{
    public Stack Stack { get; } = stack;

    public string LogicalId { get; } = logicalId;

    public ResourceType Definition { get; } = definition;

    public string Type => Definition.Type;

    public LoadContext Context { get; } = context;

    public JsonObject RawProperties { get; } = body["Properties"] as JsonObject ?? [];

    public string Region => Stack.Region;

    public string Ref() => Context.Once($"{LogicalId}", () => Definition.Ref(this));

    public string GetAtt(string attribute) => Context.Once($"{LogicalId}.{attribute}", () => Definition.GetAtt(this, attribute))
        ?? throw new TemplateException($"Requested attribute {attribute} does not exist in schema for {Type}, or is not emulated ({LogicalId})");

    /// <summary>A property that a Ref or an attribute is made of, worked out before the resource is built.</summary>
    public string? Text(string property)
    {
        if (RawProperties[property] is not { } node)
        {
            return null;
        }

        return Context.ResolverOf(Stack).Resolve(node) is JsonValue value && value != Resolver.NoValue ? value.ToString() : null;
    }

    /// <summary>The property's name, or the one CloudFormation would generate.</summary>
    public string NameFrom(string property, int maxLength, bool lowerCase = false) =>
        Text(property) ?? LocalNames.Physical(Stack.Name, LogicalId, maxLength, lowerCase);

    public string Id(string purpose, int length, bool upperCase = false) => LocalNames.Id(Stack.Name, LogicalId, purpose, length, upperCase);

    public string Arn(string service, string resource, bool regional = true) =>
        $"arn:aws:{service}:{(regional ? Region : "")}:{LoadContext.AccountId}:{resource}";

    /// <summary>Reports a problem of this resource, with its place.</summary>
    public void Problem(string path, string message) =>
        Context.Problems.Add($"{Stack.Name}: {LogicalId} ({Type}){(path.Length == 0 ? "" : $", {path}")}: {message}{(message.EndsWith('.') ? "" : ".")}");
}
