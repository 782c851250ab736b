using System.Text.Json;

namespace ServerlessRef.LocalCloud.Gateway.Schema;

/// <summary>Turns keywords into rules and collects every problem on the way.</summary>
internal sealed class SchemaCompiler(JsonElement root, string name)
{
    /// <summary>Keywords that say something to people or hold schemas others refer to.</summary>
    private static readonly HashSet<string> NotChecked = ["$schema", "id", "$id", "title", "description", "default", "example", "format", "definitions", "$comment"];

    private readonly Dictionary<string, Schema> _byPointer = new(StringComparer.Ordinal);

    public List<string> Problems { get; } = [];

    public Schema Compile(JsonElement schema, string pointer)
    {
        if (_byPointer.TryGetValue(pointer, out var known))
        {
            return known;
        }

        var compiled = _byPointer[pointer] = new Schema();
        if (schema.ValueKind != JsonValueKind.Object)
        {
            Problem(pointer, $"is {schema.GetRawText()}; a draft-4 schema is an object.");
            return compiled;
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            compiled.Rules.Add(Resolve(reference, pointer));
            return compiled;
        }

        var keywords = new SchemaKeywords(this, schema, pointer);
        TypeRule.Compile(keywords, compiled.Rules);
        EnumRule.Compile(keywords, compiled.Rules);
        TextRule.Compile(keywords, compiled.Rules);
        NumberRule.Compile(keywords, compiled.Rules);
        ObjectRule.Compile(keywords, compiled.Rules);
        ArrayRule.Compile(keywords, compiled.Rules);
        CombinationRule.Compile(keywords, compiled.Rules);
        foreach (var keyword in keywords.Unread().Where(keyword => !NotChecked.Contains(keyword)))
        {
            Problem(pointer, $"has the keyword \"{keyword}\", which this validator does not know; remove it or write the rule with draft-4 keywords.");
        }

        CompileDefinitions(schema, pointer);
        return compiled;
    }

    public void Problem(string pointer, string text) => Problems.Add($"JSON Schema {name}: {pointer} {text}");

    // Also those nobody refers to: an unknown keyword in there is a mistake waiting to be used.
    private void CompileDefinitions(JsonElement schema, string pointer)
    {
        if (schema.TryGetProperty("definitions", out var definitions) && definitions.ValueKind == JsonValueKind.Object)
        {
            foreach (var definition in definitions.EnumerateObject())
            {
                Compile(definition.Value, $"{pointer}/definitions/{definition.Name}");
            }
        }
    }

    private Schema Resolve(JsonElement reference, string pointer)
    {
        var target = reference.ValueKind == JsonValueKind.String ? reference.GetString()! : reference.GetRawText();
        var found = root;
        var steps = target.Split('/');
        var exists = steps[0] == "#";
        foreach (var step in steps.Skip(1))
        {
            var key = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            exists = exists && found.ValueKind == JsonValueKind.Object && found.TryGetProperty(key, out found);
        }

        if (exists)
        {
            return Compile(found, target);
        }

        Problem(pointer, $"refers to \"{target}\", which is not in this schema; refer to \"#/definitions/…\".");
        return new();
    }
}
