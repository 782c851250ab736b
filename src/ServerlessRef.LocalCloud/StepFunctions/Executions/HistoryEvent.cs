using System.Text.Json;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>One event of an execution, with the name Step Functions gives it.</summary>
/// <param name="State">Null: it concerns the whole execution.</param>
internal sealed record HistoryEvent(int Id, DateTimeOffset Time, string Type, string? State, JsonElement? Data, string? Error, string? Cause);
