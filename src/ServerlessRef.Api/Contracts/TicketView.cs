namespace ServerlessRef.Api.Contracts;

/// <summary>A ticket as sent.</summary>
/// <param name="IssuedAt">ISO 8601 in UTC.</param>
internal sealed record TicketView(string Code, string IssuedAt);
