namespace ServerlessRef.Domain.Jobs;

/// <summary>Where a job stands. Done and Failed are its terminal states; only a redrive leads out of Failed.</summary>
public enum JobStatus
{
    /// <summary>Accepted; no worker holds it.</summary>
    Pending,

    /// <summary>A worker claimed it; others may once its lease is over.</summary>
    Running,

    /// <summary>Its effect exists, once.</summary>
    Done,

    /// <summary>Given up, with the reason.</summary>
    Failed,
}
