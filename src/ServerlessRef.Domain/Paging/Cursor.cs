using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Identity;

namespace ServerlessRef.Domain.Paging;

/// <summary>
/// An opaque place in a list: a version, a checksum over list and position, the position. The checksum finds cursors that were cut,
/// changed or taken from another list; it is no secret, and needs none: a position only says after which key of the list's own partition
/// to go on reading.
/// </summary>
public static class Cursor
{
    private const byte Version = 1;
    private const int ChecksumBytes = 8;
    private const int HeaderBytes = 1 + ChecksumBytes;
    private const int MaxCharacters = 512;

    /// <summary>The cursor for what follows <paramref name="position"/> in the list <paramref name="list"/>.</summary>
    public static string Encode(string list, string position)
    {
        var text = Encoding.UTF8.GetBytes(position);
        var bytes = new byte[HeaderBytes + text.Length];
        bytes[0] = Version;
        Checksum(list, position).CopyTo(bytes.AsSpan(1));
        text.CopyTo(bytes.AsSpan(HeaderBytes));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The position a client sent back: null for the beginning, or a refusal.</summary>
    public static Checked<CursorPosition> Decode(string list, IReadOnlyList<string> values) => values switch
    {
        [] => Checked.Accept(CursorPosition.Beginning),
        [var cursor] when Read(list, cursor) is { } position => Checked.Accept(new CursorPosition(position)),
        _ => Checked.Refuse<CursorPosition>(new Refusal(ProblemTypes.InvalidCursor, "Send `nextCursor` of this list's previous page once and unchanged, or leave `cursor` out.")),
    };

    private static string? Read(string list, string cursor)
    {
        var bytes = new byte[MaxCharacters];
        if (cursor.Length is 0 or > MaxCharacters
            || !TryDecode(cursor, bytes, out var length)
            || length <= HeaderBytes
            || bytes[0] != Version)
        {
            return null;
        }

        var position = Encoding.UTF8.GetString(bytes, HeaderBytes, length - HeaderBytes);
        // Encoding again refuses the other spellings base64 and UTF-8 decoders put up with.
        return CryptographicOperations.FixedTimeEquals(Checksum(list, position), bytes.AsSpan(1, ChecksumBytes)) && Encode(list, position) == cursor
            ? position
            : null;
    }

    private static bool TryDecode(string cursor, Span<byte> bytes, out int length)
    {
        length = 0;
        return Ascii.IsValid(cursor)
            && Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(cursor), bytes, out _, out length) == OperationStatus.Done;
    }

    private static ReadOnlySpan<byte> Checksum(string list, string position) =>
        Derivation.Hash("cursor", list, position).AsSpan(0, ChecksumBytes);
}
