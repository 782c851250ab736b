namespace ServerlessRef.LocalCloud.Schedules;

/// <summary>One schedule as the console shows it.</summary>
/// <param name="NextRun">Null while disabled.</param>
/// <param name="LastOutcome">Of the newest attempt: an <see cref="Functions.InvokeOutcome"/>, or why there was none.</param>
internal sealed record ScheduleSnapshot(
    string Name,
    TimeSpan Rate,
    string TargetArn,
    bool Enabled,
    DateTimeOffset? NextRun,
    DateTimeOffset? LastRun,
    string? LastOutcome,
    long Runs);
