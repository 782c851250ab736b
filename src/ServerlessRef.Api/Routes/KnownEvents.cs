using System.Collections.Concurrent;
using ServerlessRef.Domain.Events;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Api.Routes;

/// <summary>Events this environment has read. What is stored of an event never changes, so that only the first sign-up for it costs a read.</summary>
internal sealed class KnownEvents(EventStore events)
{
    // A bound on memory, not a measure of speed: an environment lives for hours and few events are open at once.
    private const int MostRemembered = 1_000;

    private readonly ConcurrentDictionary<string, ScheduledEvent> _known = new(StringComparer.Ordinal);

    /// <summary>Null: there is no such event, yet.</summary>
    public async Task<ScheduledEvent?> FindAsync(string eventId, CancellationToken cancellation)
    {
        if (_known.TryGetValue(eventId, out var known))
        {
            return known;
        }

        if (await events.FindAsync(eventId, cancellation) is not { } scheduled)
        {
            return null;
        }

        if (_known.Count >= MostRemembered)
        {
            _known.Clear();
        }

        return _known[eventId] = scheduled;
    }
}
