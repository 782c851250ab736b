using System.Text.Json;

namespace ServerlessRef.LocalCloud.Gateway.Schema;

/// <summary><c>items</c> (one schema or one per position), <c>minItems</c>, <c>maxItems</c>, <c>uniqueItems</c>.</summary>
internal sealed class ArrayRule(Schema? each, IReadOnlyList<Schema> positions, int? minItems, int? maxItems, bool unique) : ISchemaRule
{
    public static void Compile(SchemaKeywords keywords, List<ISchemaRule> rules)
    {
        var isList = keywords.Find("items", JsonValueKind.Object, JsonValueKind.Array) is { ValueKind: JsonValueKind.Array };
        rules.Add(new ArrayRule(
            isList ? null : keywords.Sub("items"),
            isList ? keywords.SubList("items")! : [],
            keywords.Count("minItems"),
            keywords.Count("maxItems"),
            keywords.Flag("uniqueItems")));
    }

    public void Check(JsonElement value, List<string> errors)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var items = value.EnumerateArray().ToList();
        if (items.Count < minItems)
        {
            errors.Add($"array is too short: must have at least {minItems} elements but instance has {items.Count} elements");
        }

        if (items.Count > maxItems)
        {
            errors.Add($"array is too long: must have at most {maxItems} elements but instance has {items.Count} elements");
        }

        if (unique && HasDuplicate(items))
        {
            errors.Add("array must not contain duplicate elements");
        }

        for (var index = 0; index < items.Count; index++)
        {
            (each ?? positions.ElementAtOrDefault(index))?.Check(items[index], errors);
        }
    }

    private static bool HasDuplicate(List<JsonElement> items) =>
        items.Index().Any(item => items.Take(item.Index).Any(earlier => JsonElement.DeepEquals(earlier, item.Item)));
}
