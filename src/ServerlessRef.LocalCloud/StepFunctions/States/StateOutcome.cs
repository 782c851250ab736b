using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <param name="Next">Null: the execution ends with this output.</param>
internal sealed record StateOutcome(JsonNode? Output, string? Next);
