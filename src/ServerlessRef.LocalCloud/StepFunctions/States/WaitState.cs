using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>Lets time pass: https://states-language.net/spec.html#wait-state</summary>
internal sealed class WaitState : State
{
    private const int MaxSeconds = 99_999_999;

    private static readonly string[] Times = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];

    private readonly Selection _input;
    private readonly Selection _output;
    private readonly int? _seconds;
    private readonly StatePath? _secondsPath;
    private readonly string? _timestamp;
    private readonly StatePath? _timestampPath;
    private readonly string? _next;

    public WaitState(string name, StateFields fields)
        : base(name, "Wait")
    {
        _input = Selection.Read(fields, "InputPath");
        _output = Selection.Read(fields, "OutputPath");
        _seconds = fields.Has("Seconds") ? fields.Number("Seconds", 0, 0, MaxSeconds) : null;
        _secondsPath = fields.Path("SecondsPath");
        _timestamp = fields.Text("Timestamp");
        _timestampPath = fields.Path("TimestampPath");
        _next = fields.NextOrEnd();
        if (Times.Count(fields.Has) != 1)
        {
            fields.Problem($"has exactly one of {string.Join(", ", Times)}");
        }

        if (_timestamp is not null && Timestamps.TryParse(_timestamp) is null)
        {
            fields.Problem($"Timestamp \"{_timestamp}\" is no RFC 3339 time, such as 2026-01-31T12:00:00Z");
        }
    }

    public override IEnumerable<string> Targets => OneOrNone(_next);

    public override async Task<StateOutcome> RunAsync(StateVisit visit, CancellationToken cancellation)
    {
        var context = visit.Context();
        var effective = _input.Apply(visit.Input, context);
        using (visit.Execution.Wait())
        {
            await Pause.ForAsync(Length(visit, effective, context), visit.Services.Time, cancellation);
        }

        return new StateOutcome(_output.Apply(effective, context), _next);
    }

    private TimeSpan Length(StateVisit visit, JsonNode? effective, JsonObject context)
    {
        if (_seconds is { } fixedSeconds)
        {
            return TimeSpan.FromSeconds(fixedSeconds);
        }

        if (_secondsPath is { } secondsPath)
        {
            return TimeSpan.FromSeconds(Seconds(secondsPath, effective, context, "SecondsPath", least: 0));
        }

        var text = _timestamp ?? _timestampPath!.Find(effective, context, "TimestampPath")?.ToString() ?? "";
        return Timestamps.TryParse(text) is { } until
            ? until - visit.Services.Time.GetUtcNow()
            : throw StateFailure.Runtime($"The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: {_timestampPath?.Text} == {text}");
    }

    /// <summary>A whole number of seconds that a path leads to.</summary>
    public static int Seconds(StatePath path, JsonNode? input, JsonObject context, string field, int least)
    {
        var found = path.Find(input, context, field);
        return found is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var seconds) && seconds >= least && seconds <= MaxSeconds
            ? seconds
            : throw StateFailure.Runtime(string.Create(CultureInfo.InvariantCulture, $"The {field} '{path.Text}' leads to {found?.ToJsonString() ?? "null"}; a whole number from {least} to {MaxSeconds} is expected"));
    }
}
