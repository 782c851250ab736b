using ServerlessRef.Domain.Jobs;

namespace ServerlessRef.Functions.Jobs;

/// <summary>How the attempt to take a job ended.</summary>
public abstract record JobClaim
{
    private JobClaim()
    {
    }

    /// <summary>It is ours until its lease ends.</summary>
    public sealed record Taken(Job Job) : JobClaim;

    /// <summary>Somebody else holds it, or it changed hands this moment.</summary>
    public sealed record Busy : JobClaim;

    /// <summary>It is done or failed already.</summary>
    public sealed record Finished(JobStatus Status) : JobClaim;

    /// <summary>There is no such job.</summary>
    public sealed record Unknown : JobClaim;
}
