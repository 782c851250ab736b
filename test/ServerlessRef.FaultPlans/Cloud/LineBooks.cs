using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.FaultPlans.Cloud;

/// <summary>Seats, lines and kept seats as the writes show them: what must hold after every one of them, not only at the end.</summary>
internal sealed class LineBooks(Action<bool, string> demand)
{
    private readonly Dictionary<(string Event, string Pool), int> _taken = [];
    private readonly Dictionary<(string Event, string Pool), int> _confirmed = [];
    private readonly Dictionary<(string Event, string Pool), int> _kept = [];
    private readonly Dictionary<string, SortedSet<int>> _waiting = new(StringComparer.Ordinal); // places, by event
    private readonly Dictionary<(string Event, int Place), string> _places = [];
    private readonly HashSet<string> _open = new(StringComparer.Ordinal); // promotions

    /// <summary>Whether no seat is kept.</summary>
    public bool IsSettled => _open.Count == 0;

    /// <summary>Offers that were made.</summary>
    public int Offers { get; private set; }

    /// <summary>What one write, or a transaction as a whole, has changed.</summary>
    public void See(IReadOnlyList<Change> changes)
    {
        var touched = new HashSet<(string Event, string Pool)>();
        foreach (var change in changes.Where(change => change.Partition.StartsWith("EVENT#", StringComparison.Ordinal)))
        {
            SeeSeats(change, touched);
            SeeEntry(change);
        }

        foreach (var cancelled in changes.Where(IsCancelled))
        {
            var waiting = _waiting.GetValueOrDefault(cancelled.NewText("eventId")!)?.Count ?? 0;
            demand(waiting == 0 || changes.Any(IsKept), $"the seat of registration {cancelled.NewText("id")} was given to everybody while {waiting} wait for one");
        }

        foreach (var offered in changes.Where(IsOffered))
        {
            var (eventId, place) = (offered.NewText("eventId")!, int.Parse(offered.New!["position"].N));
            Offers++;
            demand(
                _waiting[eventId].Count == 0 || _waiting[eventId].Min > place,
                $"a seat of event {eventId} was offered to place {place} while place {_waiting[eventId].FirstOrDefault()} waits");
        }

        foreach (var (eventId, pool) in touched)
        {
            var (taken, confirmed, kept) = (_taken.GetValueOrDefault((eventId, pool)), _confirmed.GetValueOrDefault((eventId, pool)), _kept.GetValueOrDefault((eventId, pool)));
            demand(taken == confirmed + kept, $"pool {pool} of event {eventId} counts {taken} seats and has {confirmed} confirmed registrations and {kept} kept seats");
        }
    }

    private void SeeSeats(Change change, HashSet<(string, string)> touched)
    {
        if (change.New?.GetValueOrDefault("seatsTaken")?.N is { } taken)
        {
            var parts = change.Partition.Split('#');
            var pool = (parts[1], parts.Length > 2 ? parts[2] : "0");
            _taken[pool] = int.Parse(taken);
            touched.Add(pool);
        }
        else if (change.IsIn("EVENT#", "REG#"))
        {
            Count(_confirmed, change, "confirmed", touched);
        }
        else if (change.IsIn("EVENT#", TableSchema.PromotionPrefix))
        {
            Count(_kept, change, "open", touched);
            if (change.NewText("status") == "open")
            {
                _open.Add(change.NewText("id")!);
            }
            else
            {
                _open.Remove(change.NewText("id")!);
            }
        }
    }

    private static void Count(Dictionary<(string, string), int> counts, Change change, string status, HashSet<(string, string)> touched)
    {
        var difference = (change.NewText("status") == status ? 1 : 0) - (change.OldText("status") == status ? 1 : 0);
        if (difference != 0)
        {
            var item = change.New ?? change.Old!;
            var pool = (item["eventId"].S, item["seatPool"].N);
            counts[pool] = counts.GetValueOrDefault(pool) + difference;
            touched.Add(pool);
        }
    }

    private void SeeEntry(Change change)
    {
        if (!change.IsIn("EVENT#", "WAIT#") || change.New is null)
        {
            return;
        }

        var (id, eventId, before, now) = (change.NewText("id")!, change.NewText("eventId")!, change.OldText("status"), change.NewText("status")!);
        demand(before == now || before is null or "queued" or "waiting" or "offered" or "accepted", $"entry {id} was {before} and is written again as {now}");
        demand(now != "promoted" || before is "accepted" or "promoted", $"entry {id} was {before} and became a registration");
        if (!_waiting.TryGetValue(eventId, out var waiting))
        {
            _waiting[eventId] = waiting = [];
        }

        if (change.New.GetValueOrDefault("position")?.N is { } number && int.Parse(number) is var place)
        {
            if (now == "waiting")
            {
                waiting.Add(place);
            }
            else
            {
                waiting.Remove(place);
            }

            demand(_places.TryAdd((eventId, place), id) || _places[(eventId, place)] == id, $"entries {_places[(eventId, place)]} and {id} of event {eventId} both have place {place}");
        }

    }

    private static bool IsCancelled(Change change) => change.IsIn("EVENT#", "REG#") && change.NewText("status") == "cancelled" && change.OldText("status") == "confirmed";

    private static bool IsKept(Change change) => change.IsIn("EVENT#", TableSchema.PromotionPrefix) && change.Old is null;

    private static bool IsOffered(Change change) => change.IsIn("EVENT#", "WAIT#") && change.NewText("status") == "offered" && change.OldText("status") == "waiting";
}
