using System.Buffers.Text;
using System.Security.Cryptography;

namespace ServerlessRef.Domain.Events;

/// <summary>Entity tags (RFC 9110 section 8.8.3): the representation's hash, so that equal bodies have equal tags wherever they were made.</summary>
public static class EntityTag
{
    private const int Bytes = 12;

    /// <summary>A strong tag of these bytes, with its quotes.</summary>
    public static string Of(ReadOnlySpan<byte> representation)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(representation, hash);
        return $"\"{Base64Url.EncodeToString(hash[..Bytes])}\"";
    }

    /// <summary>
    /// Whether an <c>If-None-Match</c> names this tag. The comparison is weak (RFC 9110 section 13.1.2): an edge that compresses turns a
    /// strong tag into a weak one.
    /// </summary>
    /// <param name="ifNoneMatch">The header's value: tags separated by commas, or <c>*</c>; unset matches nothing.</param>
    public static bool Matches(string? ifNoneMatch, string tag)
    {
        foreach (var candidate in (ifNoneMatch ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var opaque = candidate.StartsWith("W/", StringComparison.Ordinal) ? candidate[2..] : candidate;
            if (candidate == "*" || opaque == tag)
            {
                return true;
            }
        }

        return false;
    }
}
