using System.Text.Json;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <param name="State">Where it is, or was when it ended.</param>
/// <param name="Waiting">For time to pass or somebody's answer: nothing happens by itself until then.</param>
internal sealed record ExecutionSnapshot(
    string Arn,
    string Name,
    string StateMachine,
    ExecutionStatus Status,
    string? State,
    bool Waiting,
    DateTimeOffset StartedAt,
    DateTimeOffset? StoppedAt,
    JsonElement Input,
    JsonElement? Output,
    string? Error,
    string? Cause);
