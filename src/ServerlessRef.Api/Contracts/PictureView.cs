using System.Globalization;
using ServerlessRef.Domain.Covers;

namespace ServerlessRef.Api.Contracts;

/// <summary>One size of a picture; what an address leads to never changes.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Webp">Path on the site.</param>
/// <param name="Jpeg">Path on the site.</param>
internal sealed record PictureView(int Width, int Height, string Webp, string Jpeg)
{
    public static PictureView Of(string folder, int name, PictureSize size)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/{folder}/{name}");
        return new(size.Width, size.Height, path + ".webp", path + ".jpeg");
    }
}
