using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Registrations;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Api.Routes;

/// <summary><c>DELETE /v1/events/{eventId}/attendees/{id}</c>: the organiser takes a seat back; again is no error.</summary>
internal sealed class RemoveAttendee(OwnedEvent owned, RegistrationStore registrations, Cancellation cancellation)
{
    public Route Route => new("DELETE", "/v1/events/{eventId}/attendees/{id}", HandleAsync);

    private async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken deadline)
    {
        if (!(await owned.FindAsync(request, deadline)).TryGet(out var scheduled, out var refusal))
        {
            return refusal;
        }

        var id = request.PathParameter("id");
        if (!DerivedId.IsRegistrationId(id) || await registrations.FindAsync(scheduled.Id, id, deadline) is not { } registration)
        {
            return RegistrationRules.NoSuchAttendee();
        }

        await cancellation.RunAsync(registration, deadline);
        return new ApiResponse(204);
    }
}
