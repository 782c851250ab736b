using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template;

/// <summary>The template's Conditions section, one condition at a time.</summary>
internal static class Conditions
{
    public static bool Holds(string name, Resolver resolver)
    {
        if (resolver.Stack.Section("Conditions")?[name] is not JsonObject condition)
        {
            throw new TemplateException($"Unresolved condition {name}: the template's Conditions do not define it");
        }

        return resolver.Context.Once($"condition {name}", () => IsTrue(condition, resolver));
    }

    /// <summary>A condition function's result, or the text CloudFormation accepts for one.</summary>
    public static bool IsTrue(JsonNode? node, Resolver resolver) => resolver.Evaluate(node) is JsonValue value && bool.TryParse(value.ToString(), out var holds)
        ? holds
        : throw new TemplateException($"a condition is expected, not {node?.ToJsonString() ?? "null"}");
}
