using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ServerlessRef.Shared.Load;

/// <summary>Small pictures made by hand, each of a content of its own, and files that are none (PNG: RFC 2083).</summary>
public static class Picture
{
    public const string ContentType = "image/png";

    private const int Side = 24;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>A valid one.</summary>
    public static byte[] Make(int number)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Side);
        (header[8], header[9]) = (8, 2); // 8 bits each of red, green, blue
        return [.. Signature, .. Chunk("IHDR", header), .. Chunk("IDAT", Pixels(number)), .. Chunk("IEND", [])];
    }

    /// <summary>One that must be refused: cut off, nothing at all, or no picture.</summary>
    public static byte[] Spoil(int number) => (number % 3) switch
    {
        0 => Make(number)[..^40],
        1 => [],
        _ => Encoding.ASCII.GetBytes($"no picture, number {number}"),
    };

    private static byte[] Pixels(int number)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            for (var row = 0; row < Side; row++)
            {
                zlib.WriteByte(0); // the row is not filtered
                for (var column = 0; column < Side; column++)
                {
                    zlib.Write([(byte)number, (byte)(number >> 8), (byte)((row * column) ^ (number >> 16))]);
                }
            }
        }

        return packed.ToArray();
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[named.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        named.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + named.Length), Checksum(named));
        return chunk;
    }

    // CRC-32 as PNG has it.
    private static uint Checksum(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ (0xEDB88320u & (uint)-(int)(sum & 1));
            }
        }

        return ~sum;
    }
}
