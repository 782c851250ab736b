using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Domain.Covers;

/// <summary>An event's cover as stored.</summary>
/// <param name="Status">One of <see cref="CoverContract.Statuses"/>, of the newest upload.</param>
/// <param name="Reason">Why the newest upload was rejected; unset otherwise.</param>
/// <param name="BegunAt">When the newest upload's form was given out.</param>
/// <param name="Folder">Where the pictures shown lie: those of the last upload that was ready, whatever became of later ones. Unset: there are none.</param>
/// <param name="Sizes">Width and height of the pictures shown, smallest first.</param>
public sealed record Cover(string Status, string? Reason, DateTimeOffset? BegunAt, string? Folder, IReadOnlyList<PictureSize> Sizes)
{
    /// <summary>
    /// How long an upload may be pending. A form lives for ten minutes and work takes seconds; what takes longer waits for a person, and the organiser
    /// should not: the page offers to send the picture again.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>No cover was ever uploaded.</summary>
    public static Cover None { get; } = new(CoverContract.None, null, null, null, []);

    /// <summary>The same as people see it: nothing is pending for ever.</summary>
    public Cover At(DateTimeOffset now) => Status == CoverContract.Pending && BegunAt + Patience < now
        ? this with { Status = CoverContract.Rejected, Reason = CoverContract.NotProcessed }
        : this;
}
