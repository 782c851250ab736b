namespace ServerlessRef.Api.Contracts;

/// <summary>A registration as the event's organiser sees it.</summary>
/// <param name="Ticket">Null until issued.</param>
internal sealed record AttendeeView(string Id, string Name, string Email, string Status, TicketView? Ticket);
