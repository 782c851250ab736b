using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <param name="Holds">For a variable's value and the value it is compared with: values of different types never compare.</param>
/// <param name="Accepts">Whether a value can be compared with at all.</param>
internal sealed record ChoiceComparison(Func<JsonNode?, JsonNode?, bool> Holds, Func<JsonNode?, bool> Accepts)
{
    public static ChoiceComparison Of<T>(Func<JsonNode?, T?> read, Func<T, T, bool> holds) => new(
        (left, right) => read(left) is { } first && read(right) is { } second && holds(first, second),
        value => read(value) is not null);
}
