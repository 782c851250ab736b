namespace ServerlessRef.Functions.Mail;

/// <summary>SES took no mail. Says why by a code alone: SES's own words name mail addresses, which have no place in a log.</summary>
public sealed class MailFailedException(string code, bool isFinal) : Exception($"SES took no mail: {code}.")
{
    /// <summary>SES's error code.</summary>
    public string Code { get; } = code;

    /// <summary>True: the same mail would be refused again.</summary>
    public bool IsFinal { get; } = isFinal;
}
