using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServerlessRef.LocalCloud.Resources;

namespace ServerlessRef.LocalCloud.Template;

/// <summary>Resources after those they refer to or depend on; circles and dangling DependsOn are reported as CloudFormation does.</summary>
internal static partial class DependencyOrder
{
    public static IReadOnlyList<Resource> Of(Stack stack, Problems problems)
    {
        var ordered = new List<Resource>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();

        void Visit(Resource resource)
        {
            var start = path.IndexOf(resource.LogicalId);
            if (start >= 0)
            {
                problems.Add($"{stack.Name}: Circular dependency between resources: [{string.Join(", ", path.Skip(start))}].");
                return;
            }

            if (done.Contains(resource.LogicalId))
            {
                return;
            }

            path.Add(resource.LogicalId);
            foreach (var dependency in Dependencies(resource, problems).Where(d => d != resource.LogicalId))
            {
                if (stack.Resources.TryGetValue(dependency, out var other))
                {
                    Visit(other);
                }
            }

            path.RemoveAt(path.Count - 1);
            done.Add(resource.LogicalId);
            ordered.Add(resource);
        }

        foreach (var resource in stack.Resources.Values)
        {
            Visit(resource);
        }

        return ordered;
    }

    private static HashSet<string> Dependencies(Resource resource, Problems problems)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        References(resource.RawProperties, found);
        var body = resource.Stack.Section("Resources")?[resource.LogicalId];
        var dependsOn = body?["DependsOn"];
        foreach (var name in dependsOn is JsonArray list ? list.Select(n => n?.ToString() ?? "") : dependsOn is null ? [] : [dependsOn.ToString()])
        {
            if (resource.Stack.Section("Resources")?[name] is null)
            {
                problems.Add($"{resource.Stack.Name}: {resource.LogicalId} ({resource.Type}), DependsOn: Unresolved resource dependencies [{name}] in the Resources block of the template.");
            }

            found.Add(name);
        }

        return found;
    }

    private static void References(JsonNode? node, HashSet<string> found)
    {
        switch (node)
        {
            case JsonObject { Count: 1 } o when o["Ref"] is JsonValue name:
                found.Add(name.ToString());
                break;
            case JsonObject { Count: 1 } o when o["Fn::GetAtt"] is { } attribute:
                found.Add(attribute is JsonArray { Count: > 0 } list ? list[0]?.ToString() ?? "" : attribute.ToString().Split('.')[0]);
                break;
            case JsonObject o:
                if (o["Fn::Sub"] is { } sub)
                {
                    var text = sub is JsonArray { Count: > 0 } parts ? parts[0]?.ToString() : sub.ToString();
                    found.UnionWith(Variable().Matches(text ?? "").Select(match => match.Groups[1].Value));
                }

                foreach (var (_, value) in o)
                {
                    References(value, found);
                }

                break;
            case JsonArray a:
                foreach (var item in a)
                {
                    References(item, found);
                }

                break;
            default:
                break;
        }
    }

    [GeneratedRegex(@"\$\{\s*([A-Za-z0-9]+)(?:\.[^}]*)?\s*\}")]
    private static partial Regex Variable();
}
