using System.Collections.Concurrent;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Api.Routes;

/// <summary>
/// When the registrations of an event are deleted with the names and mail addresses in them: a number of days after it starts. By then the
/// event gives no more seats, so nothing that decides about seats is deleted too early.
/// </summary>
/// <param name="afterStart">How long personal data is kept after the start.</param>
internal sealed class Retention(EventStore events, TimeSpan afterStart)
{
    // A bound on memory, not a measure of speed: an environment lives for hours and few events are open at once.
    private const int MostRemembered = 1_000;

    // A start never changes, so that only an environment's first sign-up for an event costs a read.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _known = new(StringComparer.Ordinal);

    /// <summary>Null: there is no such event.</summary>
    public async Task<DateTimeOffset?> EndOfAsync(string eventId, CancellationToken cancellation)
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

        return _known[eventId] = scheduled.StartsAt + afterStart;
    }
}
