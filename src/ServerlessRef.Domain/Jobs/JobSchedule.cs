namespace ServerlessRef.Domain.Jobs;

/// <summary>When the sweeper sends an unfinished job again: after 1, 2, 4, 8 and then every 15 minutes.</summary>
public static class JobSchedule
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>The first time: late enough that the sender and a worker have normally done their part.</summary>
    public static DateTimeOffset FirstSend(DateTimeOffset createdAt) => createdAt + WaitAfter(0);

    /// <summary>How long to wait after the sweeper has sent a job <paramref name="sends"/> times.</summary>
    public static TimeSpan WaitAfter(int sends)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sends);
        return sends >= 4 ? Longest : TimeSpan.FromMinutes(1 << sends);
    }
}
