using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessRef.Domain.Identity;

/// <summary>SHA-256 over a purpose and its parts, each led by its length, so that no two lists of parts give the same bytes.</summary>
internal static class Derivation
{
    public static byte[] Hash(string purpose, params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, "serverlessref/" + purpose);
        foreach (var part in parts)
        {
            Append(hash, part);
        }

        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
