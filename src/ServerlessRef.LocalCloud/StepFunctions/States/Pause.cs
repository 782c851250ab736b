namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>Waits as long as executions may; a timer alone ends after 49 days at the latest.</summary>
internal static class Pause
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <param name="length"><see cref="TimeSpan.MaxValue"/>: until it is cancelled.</param>
    public static async Task ForAsync(TimeSpan length, TimeProvider time, CancellationToken cancellation)
    {
        if (length == TimeSpan.MaxValue)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation);
        }

        var end = time.GetUtcNow() + length;
        for (var left = length; left > TimeSpan.Zero; left = end - time.GetUtcNow())
        {
            await Task.Delay(left < Longest ? left : Longest, time, cancellation);
        }
    }
}
