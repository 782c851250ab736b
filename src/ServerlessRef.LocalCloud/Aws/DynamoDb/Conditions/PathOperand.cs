using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

/// <summary>A document path such as <c>a.b[2].c</c>.</summary>
/// <param name="Steps">Attribute names, and list indexes as numbers.</param>
internal sealed record PathOperand(IReadOnlyList<PathStep> Steps) : IOperand
{
    public AttributeValue? Value(JsonElement item)
    {
        if (!item.TryGetProperty(Steps[0].Name!, out var current))
        {
            return null;
        }

        foreach (var step in Steps.Skip(1))
        {
            if (step.Name is { } name)
            {
                if (!current.TryGetProperty("M", out var map) || !map.TryGetProperty(name, out current))
                {
                    return null;
                }
            }
            else if (!current.TryGetProperty("L", out var list) || step.Index >= list.GetArrayLength())
            {
                return null;
            }
            else
            {
                current = list[step.Index];
            }
        }

        return AttributeValue.From(current);
    }
}

/// <param name="Name">Of an attribute; null: <paramref name="Index"/> counts.</param>
internal readonly record struct PathStep(string? Name, int Index = 0);
