using ServerlessRef.Domain.Registrations;

namespace ServerlessRef.Api.Contracts;

/// <summary>A registration as its holder sees it.</summary>
/// <param name="Name">Null once cancelled.</param>
/// <param name="Status"><c>confirmed</c> or <c>cancelled</c>.</param>
/// <param name="Ticket">Null until issued, and once cancelled.</param>
internal sealed record RegistrationView(string Id, string EventId, string? Name, string Status, TicketView? Ticket)
{
    public static RegistrationView Of(Registration registration) => new(
        registration.Id,
        registration.EventId,
        registration.Name,
        registration.Status,
        registration is { IsCancelled: false, Ticket: { } ticket } ? new TicketView(ticket.Code, ticket.IssuedAt) : null);
}
