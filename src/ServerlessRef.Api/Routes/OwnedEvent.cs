using ServerlessRef.Domain;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Api.Routes;

/// <summary>Finds the event a request names, for the organiser who created it; to another one it does not exist.</summary>
internal sealed class OwnedEvent(EventStore events)
{
    public async Task<Checked<ScheduledEvent>> FindAsync(ApiRequest request, CancellationToken cancellation)
    {
        if (!Organiser.From(request).TryGet(out var organiser, out var refusal))
        {
            return Checked.Refuse<ScheduledEvent>(refusal);
        }

        var eventId = request.PathParameter("eventId");
        return DerivedId.IsEventId(eventId) && await events.FindAsync(eventId, cancellation) is { } scheduled && scheduled.Owner == organiser.Id
            ? Checked.Accept(scheduled)
            : Checked.Refuse<ScheduledEvent>(EventRules.NotFound(eventId));
    }
}
