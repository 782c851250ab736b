using System.Text.Json;

namespace ServerlessRef.LocalCloud.Gateway.Schema;

/// <summary><c>allOf</c>, <c>anyOf</c>, <c>oneOf</c>, <c>not</c>.</summary>
internal sealed class CombinationRule(IReadOnlyList<Schema>? allOf, IReadOnlyList<Schema>? anyOf, IReadOnlyList<Schema>? oneOf, Schema? not) : ISchemaRule
{
    public static void Compile(SchemaKeywords keywords, List<ISchemaRule> rules)
    {
        var rule = new CombinationRule(keywords.SubList("allOf"), keywords.SubList("anyOf"), keywords.SubList("oneOf"), keywords.Sub("not"));
        rules.Add(rule);
    }

    public void Check(JsonElement value, List<string> errors)
    {
        if (allOf is not null && Matching(allOf, value) is var all && all < allOf.Count)
        {
            errors.Add($"instance failed to match all required schemas (matched only {all} out of {allOf.Count})");
        }

        if (anyOf is not null && Matching(anyOf, value) == 0)
        {
            errors.Add($"instance failed to match at least one required schema among {anyOf.Count}");
        }

        if (oneOf is not null && Matching(oneOf, value) is var one && one != 1)
        {
            errors.Add($"instance failed to match exactly one schema (matched {one} out of {oneOf.Count})");
        }

        if (not?.IsValid(value) == true)
        {
            errors.Add("instance matched a schema which it should not have");
        }
    }

    private static int Matching(IReadOnlyList<Schema> schemas, JsonElement value) => schemas.Count(schema => schema.IsValid(value));
}
