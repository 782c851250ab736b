namespace ServerlessRef.Domain.Contracts;

/// <summary>What the stack, the Api and the Thumbnail function agree on about event covers. Thumbnail is JavaScript and repeats these values; its end-to-end tests notice a difference.</summary>
public static class CoverContract
{
    /// <summary>Largest original, in bytes: the upload's policy and the page refuse more.</summary>
    public const long MaxBytes = 10 * 1024 * 1024;

    /// <summary>What keys of originals begin with; the event's and the upload's ids follow.</summary>
    public const string UploadPrefix = "covers/";

    /// <summary>What keys of pictures begin with, and the path the distribution serves them under.</summary>
    public const string PicturePrefix = "images/";

    /// <summary>No cover was ever uploaded.</summary>
    public const string None = "none";

    /// <summary>A form was given out; its file is awaited or being worked on.</summary>
    public const string Pending = "pending";

    /// <summary>The newest upload's pictures are shown.</summary>
    public const string Ready = "ready";

    /// <summary>The newest upload became no cover; the reason says why.</summary>
    public const string Rejected = "rejected";

    /// <summary>The reason of an upload that was not finished within <c>Cover.Patience</c>: never sent, or stuck.</summary>
    public const string NotProcessed = "not-processed";

    /// <summary>Media types a form can be asked for. What a file really is shows when it is decoded.</summary>
    public static readonly IReadOnlyList<string> ContentTypes = ["image/avif", "image/gif", "image/jpeg", "image/png", "image/tiff", "image/webp"];

    /// <summary>All states of a cover.</summary>
    public static readonly IReadOnlyList<string> Statuses = [None, Pending, Ready, Rejected];

    /// <summary>All reasons of <see cref="Rejected"/>; all but the last are written by the Thumbnail function.</summary>
    public static readonly IReadOnlyList<string> Reasons =
        ["damaged", "empty", "not-an-image", "several-pictures", "too-large", "too-many-pixels", "unsupported-format", NotProcessed];
}
