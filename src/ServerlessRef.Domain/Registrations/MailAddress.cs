using System.Buffers;
using System.Buffers.Text;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Identity;

namespace ServerlessRef.Domain.Registrations;

/// <summary>
/// A mail address and its normal form. Normalisation: outer white space removed, local part and domain in lower case, nothing else: dots
/// and <c>+tags</c> mean different mailboxes at most providers. Accepted are ASCII addresses with an unquoted local part (RFC 5321
/// section 4.1.2, dot-string) and a domain of two labels or more; without Unicode normalisation two spellings of one international
/// address could not be told to be the same, so those are sent in their ASCII form (punycode).
/// </summary>
public sealed record MailAddress
{
    private const string Example = "send an address like ada@example.org.";
    private const int LocalPartMaxLength = 64;
    private const int LabelMaxLength = 63;

    private static readonly SearchValues<char> LocalCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~.");
    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    private MailAddress(string address) => (Address, Normalized) = (address, address.ToLowerInvariant());

    /// <summary>As its owner writes it.</summary>
    public string Address { get; }

    /// <summary>What two spellings of one address have in common.</summary>
    public string Normalized { get; }

    /// <summary>Key of the mail guard; bound to the event, so that hashes of two events cannot be matched with each other.</summary>
    public string HashFor(string eventId) => Base64Url.EncodeToString(Derivation.Hash("mail", eventId, Normalized));

    /// <summary>The address, or null with an error noted.</summary>
    public static MailAddress? Check(string field, string? text, FieldErrors errors)
    {
        if (text is null)
        {
            errors.Add(field, $"is missing; {Example}");
            return null;
        }

        var address = text.Trim();
        if (Fault(address) is { } fault)
        {
            errors.Add(field, $"{fault}; {Example}");
            return null;
        }

        return new MailAddress(address);
    }

    /// <summary>Never the address itself: it may end in a log.</summary>
    public override string ToString() => "(mail address)";

    private static string? Fault(string address)
    {
        if (address.Length > Limits.EmailMaxLength)
        {
            return $"has {address.Length} characters, at most {Limits.EmailMaxLength} are accepted";
        }

        var at = address.LastIndexOf('@');
        if (at < 0)
        {
            return "has no @";
        }

        return LocalPartFault(address.AsSpan(0, at)) ?? DomainFault(address[(at + 1)..]);
    }

    private static string? LocalPartFault(ReadOnlySpan<char> local)
    {
        if (local.Length is 0 or > LocalPartMaxLength)
        {
            return $"has {local.Length} characters before the @, 1 to {LocalPartMaxLength} are accepted";
        }

        if (local.ContainsAnyExcept(LocalCharacters))
        {
            return "contains a character before the @ that is not accepted there";
        }

        return local[0] == '.' || local[^1] == '.' || local.IndexOf("..", StringComparison.Ordinal) >= 0
            ? "has a dot before the @ that stands alone"
            : null;
    }

    private static string? DomainFault(string domain)
    {
        var labels = domain.Split('.');
        if (labels.Length < 2)
        {
            return "has no full domain after the @";
        }

        return Array.Exists(labels, label =>
                label.Length is 0 or > LabelMaxLength || label[0] == '-' || label[^1] == '-' || label.AsSpan().ContainsAnyExcept(LabelCharacters))
            || char.IsAsciiDigit(labels[^1][0])
            ? "has a domain after the @ that cannot exist (an international one is written in its xn-- form)"
            : null;
    }
}
