namespace ServerlessRef.Domain.Identity;

/// <summary>Crockford's base32 in lower case: no letters people confuse, safe in URLs, keys and file names of any system.</summary>
internal static class Base32
{
    public const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private const int BitsPerCharacter = 5;

    public static int LengthOf(int bytes) => ((bytes * 8) + BitsPerCharacter - 1) / BitsPerCharacter;

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[LengthOf(bytes.Length)];
        for (var index = 0; index < text.Length; index++)
        {
            var firstBit = index * BitsPerCharacter;
            var window = bytes[firstBit / 8] << 8;
            if ((firstBit / 8) + 1 < bytes.Length)
            {
                window |= bytes[(firstBit / 8) + 1];
            }

            text[index] = Alphabet[(window >> (16 - BitsPerCharacter - (firstBit % 8))) & 31];
        }

        return new string(text);
    }
}
