using System.Globalization;

namespace ServerlessRef.Functions.Hosting;

/// <summary>The clock of a function: this machine's, or for tests of skewed clocks one that is ahead or behind.</summary>
public static class FunctionClock
{
    /// <summary>
    /// Seconds this function's clock is ahead (negative: behind). The local cloud sets it where its fault plan says so (docs/faults.md);
    /// no stack does. The SDK signs with the machine's own clock.
    /// </summary>
    public const string OffsetVariable = "SERVERLESSREF_CLOCK_OFFSET_SECONDS";

    public static TimeProvider FromEnvironment() => Create(Environment.GetEnvironmentVariable(OffsetVariable));

    internal static TimeProvider Create(string? offset)
    {
        if (string.IsNullOrEmpty(offset))
        {
            return TimeProvider.System;
        }

        return int.TryParse(offset, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            ? new Offset(TimeSpan.FromSeconds(seconds))
            : throw new InvalidOperationException($"The environment variable {OffsetVariable} is '{offset}'; a whole number of seconds is accepted, or leave it out.");
    }

    // Only the time of day is another one; timers and elapsed times are not.
    private sealed class Offset(TimeSpan offset) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + offset;
    }
}
