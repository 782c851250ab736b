namespace ServerlessRef.Bench.Functions;

/// <summary>The checksum DynamoDB sends with each answer, and the SDK compares (CRC-32 of ISO 3309, as in gzip).</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var each in bytes)
        {
            crc ^= each;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ Polynomial : crc >> 1;
            }
        }

        return ~crc;
    }
}
