using ServerlessRef.Domain.Covers;

namespace ServerlessRef.Api.Contracts;

/// <summary>An event's picture as sent.</summary>
/// <param name="Status">Of the newest upload: <c>none</c>, <c>pending</c>, <c>ready</c> or <c>rejected</c>.</param>
/// <param name="Reason">Once rejected: why, as a code.</param>
/// <param name="Pictures">What to show, smallest first: the newest that was ready, also while another one is pending or was rejected.</param>
internal sealed record CoverView(string Status, string? Reason, IReadOnlyList<PictureView> Pictures)
{
    // Names of the files, by the width they have at most (src/ServerlessRef.Thumbnail/render.mjs).
    private static readonly int[] Widths = [320, 960, 1920];

    public static CoverView Of(Cover cover) => new(cover.Status, cover.Reason, [.. cover.Folder is null ? [] : cover.Sizes.Zip(Widths, (size, name) => PictureView.Of(cover.Folder, name, size))]);
}
