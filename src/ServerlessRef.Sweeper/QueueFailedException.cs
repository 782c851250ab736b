namespace ServerlessRef.Sweeper;

/// <summary>A queue failed as a whole. What another queue was given with it is sent.</summary>
/// <param name="refused">Ids of the jobs no queue took: all that the failed one was given, and those the other refused.</param>
/// <param name="failure">What it failed with.</param>
internal sealed class QueueFailedException(IReadOnlyList<string> refused, Exception failure) : Exception($"A queue failed and took none of its jobs: {failure.Message}", failure)
{
    public IReadOnlyList<string> Refused => refused;
}
