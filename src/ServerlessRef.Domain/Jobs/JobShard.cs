using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Domain.Jobs;

/// <summary>Which shard of the jobs index a job lies in.</summary>
public static class JobShard
{
    /// <summary>A number from 0 to <see cref="TableSchema.JobShards"/> - 1, the same for an id for ever.</summary>
    public static int Of(string jobId)
    {
        // FNV-1a: string.GetHashCode differs between processes.
        var hash = 2166136261u;

        foreach (var character in jobId)
        {
            hash = unchecked((hash ^ character) * 16777619u);
        }

        return (int)(hash % TableSchema.JobShards);
    }
}
