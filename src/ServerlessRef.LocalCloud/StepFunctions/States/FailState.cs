using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>Ends the execution as failed: https://states-language.net/spec.html#fail-state</summary>
internal sealed class FailState : State
{
    private readonly string? _error;
    private readonly string? _cause;
    private readonly StatePath? _errorPath;
    private readonly StatePath? _causePath;

    public FailState(string name, StateFields fields)
        : base(name, "Fail")
    {
        (_error, _errorPath) = Read(fields, "Error");
        (_cause, _causePath) = Read(fields, "Cause");
    }

    public override IEnumerable<string> Targets => [];

    public override Task<StateOutcome> RunAsync(StateVisit visit, CancellationToken cancellation) =>
        throw new StateFailure(_error ?? Text(visit, _errorPath, "ErrorPath") ?? "", _cause ?? Text(visit, _causePath, "CausePath"));

    private static (string? Constant, StatePath? Path) Read(StateFields fields, string field)
    {
        var (constant, path) = (fields.Text(field), fields.Path($"{field}Path"));
        if (constant is not null && path is not null)
        {
            fields.Problem($"has either {field} or {field}Path");
        }

        return (constant, path);
    }

    private static string? Text(StateVisit visit, StatePath? path, string field) => path?.Find(visit.Input, visit.Context(), field) switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        var other => throw StateFailure.Runtime($"The {field} '{path!.Text}' must point to a text, not to {other.ToJsonString()}"),
    };
}
