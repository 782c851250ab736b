using System.Buffers.Text;

namespace ServerlessRef.Domain.Identity;

/// <summary>
/// Hash over what a request asks for, after validation: the same intention written differently (white space, time zone, letter case of
/// a mail address) is the same payload. Stored beside a row, it tells a replay from a reused key.
/// </summary>
public static class PayloadHash
{
    /// <param name="kind">What is asked for, so that two kinds never collide.</param>
    /// <param name="fields">Every field in the order of the contract, normalised.</param>
    public static string Of(string kind, params ReadOnlySpan<string> fields) => Base64Url.EncodeToString(Derivation.Hash("payload/" + kind, fields));
}
