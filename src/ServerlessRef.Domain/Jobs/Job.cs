namespace ServerlessRef.Domain.Jobs;

/// <summary>A unit of accepted work.</summary>
/// <param name="Id">Derived from the request that asked for it, so that a retry finds the same job.</param>
/// <param name="EventId">The event it works on.</param>
/// <param name="PayloadHash">Hash of the request; tells a retry from another request under the same key.</param>
/// <param name="CreatedAt">When it was accepted.</param>
public sealed record Job(string Id, JobType Type, string EventId, string PayloadHash, DateTimeOffset CreatedAt)
{
    /// <summary>The registration a ticket job is for, or the waitlist entry; null for other types.</summary>
    public string? SubjectId { get; init; }

    /// <summary>The organiser (<c>sub</c>) who asked for it; null for a ticket and a waitlist entry.</summary>
    public string? Owner { get; init; }

    public JobStatus Status { get; init; } = JobStatus.Pending;

    /// <summary>How often a worker claimed it.</summary>
    public int Attempts { get; init; }

    /// <summary>Fencing token: raised by every claim; only the holder of the latest may end the job.</summary>
    public long Fence { get; init; }

    /// <summary>Until when the worker that claimed it may work on it; null while nobody does.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>When the sweeper sends it to the queue, if it is still unfinished.</summary>
    public DateTimeOffset NextSendAt { get; init; } = JobSchedule.FirstSend(CreatedAt);

    /// <summary>How often the sweeper sent it.</summary>
    public int Sends { get; init; }

    /// <summary>Key of the result in the bucket, or the ticket's code; null until done.</summary>
    public string? Result { get; init; }

    /// <summary>Why it failed; null otherwise.</summary>
    public string? Error { get; init; }

    public bool IsFinished => Status is JobStatus.Done or JobStatus.Failed;

    /// <summary>True while a worker may be at it: nobody else may take or end it.</summary>
    public bool IsHeldAt(DateTimeOffset now) => Status == JobStatus.Running && LeaseUntil > now;
}
