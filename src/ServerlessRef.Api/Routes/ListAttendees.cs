using ServerlessRef.Api.Contracts;
using ServerlessRef.Domain.Registrations;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Api.Routes;

/// <summary><c>GET /v1/events/{eventId}/attendees</c>: who holds a seat, for the organiser of the event.</summary>
internal sealed class ListAttendees(OwnedEvent owned, RegistrationStore registrations)
{
    public Route Route => new("GET", "/v1/events/{eventId}/attendees", HandleAsync);

    private async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellation)
    {
        if (!(await owned.FindAsync(request, cancellation)).TryGet(out var scheduled, out var refusal))
        {
            return refusal;
        }

        var list = "attendees/" + scheduled.Id;
        if (!PageRequest.Read(request, list).TryGet(out var page, out refusal))
        {
            return refusal;
        }

        var found = await registrations.ListConfirmedAsync(scheduled, page.After, page.Limit, cancellation);
        return ApiResponse.Json(
            200,
            new ListView<AttendeeView>([.. found.Items.Select(View)], PageRequest.NextCursor(list, found.Next)),
            ApiJson.Default.ListViewAttendeeView);
    }

    private static AttendeeView View(Registration registration) => new(
        registration.Id,
        registration.Name ?? string.Empty,
        registration.Email ?? string.Empty,
        registration.Status,
        registration.Ticket is { } ticket ? new TicketView(ticket.Code, ticket.IssuedAt) : null);
}
