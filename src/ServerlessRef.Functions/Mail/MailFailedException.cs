namespace ServerlessRef.Functions.Mail;

/// <summary>
/// SES took no mail, or nobody knows whether it did. Says why by a code alone: SES's own words name mail addresses, which have no place in a log.
/// </summary>
/// <param name="connection">What was wrong with the way to SES; unset when SES answered. It names hosts, no addresses of people.</param>
public sealed class MailFailedException(string code, bool isFinal, Exception? connection = null) : Exception($"SES took no mail: {code}.", connection)
{
    /// <summary>SES's error code; without an answer, the type of what was thrown instead.</summary>
    public string Code { get; } = code;

    /// <summary>True: the same mail would be refused again.</summary>
    public bool IsFinal { get; } = isFinal;
}
