using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessRef.Domain.Identity;

/// <summary>
/// The cancellation token: proves that a caller holds a registration. A replay must give the same token though only its hash is stored,
/// so it is derived from the Idempotency-Key, under a label of its own: neither the registration's id nor the stored hash leads to it.
/// </summary>
public static class HolderToken
{
    // Compared when there is no registration, so that its absence takes the same path.
    private static readonly string HashOfNothing = HashOf(string.Empty);

    /// <summary>The token of the registration taken with this key: 43 characters of base64url.</summary>
    public static string For(string eventId, IdempotencyKey key) => Base64Url.EncodeToString(Derivation.Hash("cancellation-token", eventId, key.Value));

    /// <summary>What is stored of a token.</summary>
    public static string HashOf(string token) => Base64Url.EncodeToString(Derivation.Hash("cancellation-token-hash", token));

    /// <summary>Whether the token belongs to the stored hash, in a time that does not depend on either.</summary>
    /// <param name="token">What the caller sent; nothing or anything.</param>
    /// <param name="storedHash">The registration's hash; unset when there is no such registration, which matches no token.</param>
    public static bool Matches(string? token, string? storedHash)
    {
        var sent = Encoding.ASCII.GetBytes(HashOf(token ?? string.Empty));
        var stored = Encoding.ASCII.GetBytes(storedHash ?? HashOfNothing);
        return CryptographicOperations.FixedTimeEquals(sent, stored) & !string.IsNullOrEmpty(token) & storedHash is not null;
    }
}
