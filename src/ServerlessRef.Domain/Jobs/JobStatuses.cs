namespace ServerlessRef.Domain.Jobs;

/// <summary>Names of job states.</summary>
public static class JobStatuses
{
    /// <summary>The name in items, upper case; the API shows it in lower case.</summary>
    public static string Name(JobStatus status) => status switch
    {
        JobStatus.Pending => "PENDING",
        JobStatus.Running => "RUNNING",
        JobStatus.Done => "DONE",
        JobStatus.Failed => "FAILED",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a job status."),
    };

    /// <summary>The state of that name.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static JobStatus Parse(string name) => name switch
    {
        "PENDING" => JobStatus.Pending,
        "RUNNING" => JobStatus.Running,
        "DONE" => JobStatus.Done,
        "FAILED" => JobStatus.Failed,
        _ => throw new FormatException($"'{name}' is no job status; PENDING, RUNNING, DONE and FAILED are."),
    };
}
