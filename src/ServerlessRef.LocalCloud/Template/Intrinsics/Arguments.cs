using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template.Intrinsics;

/// <summary>Argument forms several intrinsics share.</summary>
internal static class Arguments
{
    public static JsonArray List(this JsonNode? argument, string function, int minimum, int maximum) =>
        argument is JsonArray list && list.Count >= minimum && list.Count <= maximum
            ? list
            : throw new TemplateException($"{function} takes a list of {(minimum == maximum ? $"{minimum}" : $"{minimum} to {maximum}")} values, not {argument?.ToJsonString() ?? "null"}");

    public static string Text(this Resolver resolver, JsonNode? node, string function) =>
        resolver.Evaluate(node) is JsonValue value && value != Resolver.NoValue
            ? value.ToString()
            : throw new TemplateException($"{function} needs a text where {node?.ToJsonString() ?? "null"} stands");

    public static JsonArray Texts(this Resolver resolver, JsonNode? node, string function) =>
        resolver.Evaluate(node) as JsonArray
            ?? throw new TemplateException($"{function} needs a list where {node?.ToJsonString() ?? "null"} stands");
}
