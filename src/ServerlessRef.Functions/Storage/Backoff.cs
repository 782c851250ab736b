using System.Security.Cryptography;

namespace ServerlessRef.Functions.Storage;

/// <summary>Waits between attempts: full jitter over a doubling bound, so that clients who collided once do not collide again together.</summary>
/// <param name="jitter">A number from 0 to below 1, drawn anew for each wait.</param>
public sealed class Backoff(TimeProvider time, Func<double> jitter)
{
    /// <summary>Attempts before a request gives up and its client is asked to come again.</summary>
    public const int Attempts = 8;

    private const int JitterSteps = 1 << 20;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(640);

    /// <summary>Random numbers from 0 to below 1. Functions of one burst start at the same moment, so a clock would be no seed.</summary>
    public static double RandomJitter() => RandomNumberGenerator.GetInt32(JitterSteps) / (double)JitterSteps;

    /// <summary>Waits after attempt <paramref name="attempt"/>, counted from 1.</summary>
    public Task WaitAsync(int attempt, CancellationToken cancellation)
    {
        var bound = Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, attempt - 1));
        return Task.Delay(TimeSpan.FromMilliseconds(bound * jitter()), time, cancellation);
    }
}
