namespace ServerlessRef.Functions.Mail;

/// <summary>One mail to one person.</summary>
/// <param name="To">A mail address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
/// <param name="About">Id of what it tells of, letters, digits, - and _: SES's events about the mail carry it.</param>
public sealed record OutgoingMail(string To, string Subject, string Text, string About);
