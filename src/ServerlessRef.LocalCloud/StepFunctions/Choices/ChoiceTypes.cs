using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>Rules about what a value is, and whether it is there.</summary>
internal static class ChoiceTypes
{
    private static readonly Dictionary<string, Func<bool, JsonNode?, bool>> Tests = new(StringComparer.Ordinal)
    {
        ["IsBoolean"] = (found, value) => found && Kind(value) is JsonValueKind.True or JsonValueKind.False,
        ["IsNull"] = (found, value) => found && value is null,
        ["IsNumeric"] = (found, value) => found && Kind(value) == JsonValueKind.Number,
        ["IsPresent"] = (found, _) => found,
        ["IsString"] = (found, value) => found && Kind(value) == JsonValueKind.String,
        ["IsTimestamp"] = (found, value) => found && Kind(value) == JsonValueKind.String && Timestamps.TryParse(value!.GetValue<string>()) is not null,
    };

    public static IEnumerable<string> Names => Tests.Keys;

    /// <returns>Null: no such rule. The test is told whether there is a value, and which.</returns>
    public static Func<bool, JsonNode?, bool>? Find(string name) => Tests.GetValueOrDefault(name);

    private static JsonValueKind Kind(JsonNode? value) => value?.GetValueKind() ?? JsonValueKind.Null;
}
