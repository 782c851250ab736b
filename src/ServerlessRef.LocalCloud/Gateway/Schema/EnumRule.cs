using System.Text.Json;

namespace ServerlessRef.LocalCloud.Gateway.Schema;

/// <summary><c>enum</c>.</summary>
internal sealed class EnumRule(IReadOnlyList<JsonElement> accepted) : ISchemaRule
{
    public static void Compile(SchemaKeywords keywords, List<ISchemaRule> rules)
    {
        if (keywords.Find("enum", JsonValueKind.Array) is not { } values)
        {
            return;
        }

        if (values.GetArrayLength() == 0)
        {
            keywords.Problem("enum", "is empty; it accepts nothing. Name at least one value.");
        }

        rules.Add(new EnumRule([.. values.EnumerateArray().Select(value => value.Clone())]));
    }

    public void Check(JsonElement value, List<string> errors)
    {
        if (!accepted.Any(one => JsonElement.DeepEquals(one, value)))
        {
            errors.Add($"instance value ({value.GetRawText()}) not found in enum (possible values: [{string.Join(',', accepted.Select(one => one.GetRawText()))}])");
        }
    }
}
