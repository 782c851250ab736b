using System.Security.Cryptography;
using System.Text;

namespace ServerlessRef.LocalCloud.Template;

/// <summary>Names and ids AWS would make up: derived from stack and logical id, so that every start makes the same ones.</summary>
internal static class LocalNames
{
    private const string LowerBase36 = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const string UpperBase36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int SuffixLength = 12;

    /// <summary>CloudFormation's form <c>stack-logicalId-SUFFIX</c>, shortened from the left parts and never in the suffix.</summary>
    public static string Physical(string stack, string logicalId, int maxLength, bool lowerCase = false)
    {
        var suffix = Id(stack, logicalId, "name", SuffixLength, upperCase: true);
        var readable = $"{stack}-{logicalId}";
        var room = maxLength - SuffixLength - 1;
        var name = $"{(readable.Length <= room ? readable : readable[..room]).TrimEnd('-')}-{suffix}";
        return lowerCase ? name.ToLowerInvariant() : name;
    }

    /// <summary>A stable id of digits and letters.</summary>
    /// <param name="purpose">Keeps two ids of one resource apart.</param>
    public static string Id(string stack, string logicalId, string purpose, int length, bool upperCase = false)
    {
        var alphabet = upperCase ? UpperBase36 : LowerBase36;
        var hash = SHA512.HashData(Encoding.UTF8.GetBytes($"{stack}\n{logicalId}\n{purpose}"));
        return string.Create(length, (hash, alphabet), static (span, state) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = state.alphabet[state.hash[i] % state.alphabet.Length];
            }
        });
    }

    /// <summary>A random key of letters and digits, for what must not be guessed.</summary>
    public static string RandomKey(int length) => RandomNumberGenerator.GetString(LowerBase36 + UpperBase36[10..], length);

    public static string Uuid(string stack, string logicalId, string purpose)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{stack}\n{logicalId}\n{purpose}"));
        return new Guid(hash.AsSpan(0, 16)).ToString("D");
    }
}
