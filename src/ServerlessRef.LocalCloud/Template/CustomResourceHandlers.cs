using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Resources;

namespace ServerlessRef.LocalCloud.Template;

/// <summary>Finds the functions that deploy-time custom resources call, with their roles, policies and layers: the local cloud performs those resources itself, so none of these runs.</summary>
internal static class CustomResourceHandlers
{
    /// <returns>Logical ids.</returns>
    public static IReadOnlySet<string> Find(Stack stack)
    {
        var handlers = stack.Resources.Values
            .Where(r => r.Type.StartsWith("Custom::", StringComparison.Ordinal))
            .SelectMany(r => Targets(r.RawProperties["ServiceToken"]))
            .ToHashSet(StringComparer.Ordinal);
        var helpers = handlers
            .Where(id => stack.Resources.TryGetValue(id, out var handler) && handler.Definition is LambdaFunction)
            .ToHashSet(StringComparer.Ordinal);

        // What only they use goes with them: a role or layer that a function of ours shares stays.
        var properties = helpers.Select(id => stack.Resources[id].RawProperties).ToList();
        var candidates = properties.SelectMany(p => Targets(p["Role"]).Concat(Targets(p["Layers"]))).ToHashSet(StringComparer.Ordinal);
        var shared = stack.Resources.Values
            .Where(r => r.Definition is LambdaFunction && !helpers.Contains(r.LogicalId))
            .SelectMany(r => Targets(r.RawProperties["Role"]).Concat(Targets(r.RawProperties["Layers"])));
        candidates.ExceptWith(shared);
        helpers.UnionWith(candidates);
        helpers.UnionWith(stack.Resources.Values
            .Where(r => r.Definition is IamPolicy && Targets(r.RawProperties["Roles"]) is { Count: > 0 } roles && roles.All(candidates.Contains))
            .Select(r => r.LogicalId));
        return helpers;
    }

    private static List<string> Targets(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } o when o["Ref"] is JsonValue name => [name.ToString()],
        JsonObject { Count: 1 } o when o["Fn::GetAtt"] is JsonArray { Count: 2 } attribute => [attribute[0]?.ToString() ?? ""],
        JsonArray list => [.. list.SelectMany(Targets)],
        _ => [],
    };
}
