namespace ServerlessRef.Worker.Attendees;

/// <summary>Who holds a seat.</summary>
internal sealed record Attendee(string RegistrationId, string Name, string Email, string? TicketCode, string? TicketIssuedAt);
