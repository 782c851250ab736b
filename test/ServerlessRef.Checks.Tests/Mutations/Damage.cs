using System.Text.Json.Nodes;
using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Tests.Mutations;

/// <summary>Changes a template. Paths have member names and list positions, with slashes between them; <c>+</c> appends to a list.</summary>
internal sealed record Damage(Func<Template, Resource?, Template> ApplyTo)
{
    /// <summary>Below the resource's properties.</summary>
    public static Damage Set(string path, string json) => new((template, resource) =>
    {
        var (parent, last) = Walk(resource!.Definition["Properties"]!, path);
        Put(parent, last, JsonNode.Parse(json));
        return template;
    });

    public static Damage Remove(string path) => new((template, resource) =>
    {
        var (parent, last) = Walk(resource!.Definition["Properties"]!, path);
        var removed = parent is JsonArray list ? list.Remove(list[int.Parse(last, System.Globalization.CultureInfo.InvariantCulture)]) : parent.AsObject().Remove(last);
        Assert.True(removed, $"There is no {path} to remove.");
        return template;
    });

    /// <summary>A new resource.</summary>
    public static Damage Add(string logicalId, string json) => new((template, _) =>
    {
        template.Root["Resources"]!.AsObject().Add(logicalId, JsonNode.Parse(json));
        return template;
    });

    public static Damage AddOutput(string name, string json) => new((template, _) =>
    {
        template.Root["Outputs"]!.AsObject().Add(name, JsonNode.Parse(json));
        return template;
    });

    public static Damage AllowTermination() => new((template, _) => template with { TerminationProtection = false });

    public Damage And(Damage other) => new((template, resource) => other.ApplyTo(ApplyTo(template, resource), resource));

    private static (JsonNode Parent, string Last) Walk(JsonNode node, string path)
    {
        var steps = path.Split('/');
        foreach (var step in steps[..^1])
        {
            node = (node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : node[step])
                ?? throw new InvalidOperationException($"There is no {step} on the way to {path}.");
        }

        return (node, steps[^1]);
    }

    private static void Put(JsonNode parent, string last, JsonNode? value)
    {
        if (parent is JsonArray list)
        {
            if (last == "+")
            {
                list.Add(value);
            }
            else
            {
                list[int.Parse(last, System.Globalization.CultureInfo.InvariantCulture)] = value;
            }
        }
        else
        {
            parent[last] = value;
        }
    }
}
