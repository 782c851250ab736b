using System.Globalization;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Covers;
using ServerlessRef.Domain.Events;

namespace ServerlessRef.Functions.Storage;

/// <summary>The cover's attributes of an event's item. The Thumbnail function writes them too (src/ServerlessRef.Thumbnail/cover-row.mjs).</summary>
internal static class CoverAttributes
{
    /// <summary>Id of the newest upload: the only one whose end is written.</summary>
    public const string Upload = "coverUpload";

    public const string Status = "coverStatus";

    public const string Reason = "coverReason";

    public const string BegunAt = "coverBegunAt";

    /// <summary>Folder of the pictures shown.</summary>
    public const string Shown = "coverShown";

    /// <summary>Their sizes, for example <c>320x213,960x640,1920x1280</c>.</summary>
    public const string Sizes = "coverSizes";

    public static Cover Read(IReadOnlyDictionary<string, AttributeValue> item) => item.OptionalText(Status) is not { } status
        ? Cover.None
        : new Cover(
            status,
            status == CoverContract.Rejected ? item.Text(Reason) : null,
            item.OptionalText(BegunAt) is { } begun ? StartTime.Parse(begun) : null,
            item.OptionalText(Shown),
            [.. (item.OptionalText(Sizes) ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ReadSize)]);

    private static PictureSize ReadSize(string text)
    {
        var parts = text.Split('x');
        return new PictureSize(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
