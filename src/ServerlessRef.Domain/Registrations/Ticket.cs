namespace ServerlessRef.Domain.Registrations;

/// <summary>What gets its holder in.</summary>
/// <param name="Code">What the door reads.</param>
/// <param name="IssuedAt">When, ISO 8601 in UTC.</param>
public sealed record Ticket(string Code, string IssuedAt);
