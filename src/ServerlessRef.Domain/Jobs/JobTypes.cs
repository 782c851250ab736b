namespace ServerlessRef.Domain.Jobs;

/// <summary>Names of job types, as they stand in items and in the API.</summary>
public static class JobTypes
{
    /// <summary>The name of <paramref name="type"/>.</summary>
    public static string Name(JobType type) => type switch
    {
        JobType.Ticket => "ticket",
        JobType.AttendeeExport => "attendee-export",
        JobType.Badges => "badges",
        JobType.WaitlistEntry => "waitlist-entry",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a job type."),
    };

    /// <summary>The type of that name; false for any other text.</summary>
    public static bool TryParse(string? name, out JobType type)
    {
        (var known, type) = name switch
        {
            "ticket" => (true, JobType.Ticket),
            "attendee-export" => (true, JobType.AttendeeExport),
            "badges" => (true, JobType.Badges),
            "waitlist-entry" => (true, JobType.WaitlistEntry),
            _ => (false, default),
        };
        return known;
    }
}
