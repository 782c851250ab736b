namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>One entry of a Retry: https://states-language.net/spec.html#errors</summary>
/// <param name="Interval">Before the first further attempt.</param>
/// <param name="MaxAttempts">Further ones; 0: none.</param>
/// <param name="Jitter">True: any time up to the delay.</param>
internal sealed record Retrier(IReadOnlyList<string> ErrorEquals, TimeSpan Interval, int MaxAttempts, double BackoffRate, TimeSpan? MaxDelay, bool Jitter)
{
    private const int Unbounded = 99_999_999;
    private const int MaxDelaySeconds = 31_622_400;

    public static Retrier Read(StateFields fields, bool isLast)
    {
        var retrier = new Retrier(
            ErrorNames.Read(fields, isLast),
            TimeSpan.FromSeconds(fields.Number("IntervalSeconds", 1, 1, Unbounded)),
            fields.Number("MaxAttempts", 3, 0, Unbounded),
            fields.Decimal("BackoffRate", 2.0, 1.0),
            fields.Has("MaxDelaySeconds") ? TimeSpan.FromSeconds(fields.Number("MaxDelaySeconds", 1, 1, MaxDelaySeconds)) : null,
            fields.Text("JitterStrategy", "FULL", "NONE") == "FULL");
        fields.Finish();
        return retrier;
    }

    /// <param name="made">Further attempts so far.</param>
    /// <param name="dice">From 0 up to 1.</param>
    public TimeSpan Delay(int made, double dice)
    {
        var seconds = Math.Min(Interval.TotalSeconds * Math.Pow(BackoffRate, made), (MaxDelay ?? TimeSpan.FromSeconds(MaxDelaySeconds)).TotalSeconds);
        return TimeSpan.FromSeconds(Jitter ? seconds * dice : seconds);
    }
}
