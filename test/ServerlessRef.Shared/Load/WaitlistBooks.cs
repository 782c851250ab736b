using System.Globalization;
using System.Text.Json;

namespace ServerlessRef.Shared.Load;

/// <summary>What the table holds of waitlists, and what of it cannot be right once all is quiet.</summary>
public sealed class WaitlistBooks
{
    private readonly Dictionary<(string Event, string Id), JsonElement> _entries = [];
    private readonly Dictionary<(string Event, int Pool), int> _kept = [];
    private readonly Dictionary<(string Event, int Position), string> _places = [];
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);
    private readonly List<(string Event, string Id)> _open = [];
    private readonly Dictionary<string, int> _left = new(StringComparer.Ordinal);

    /// <param name="items">Every item of the table, as <c>/_local/table</c> shows it.</param>
    public WaitlistBooks(JsonElement items)
    {
        foreach (var item in items.EnumerateArray())
        {
            var (partition, sort) = (Text(item, "PK")!.Split('#', 3), Text(item, "SK")!.Split('#', 2));
            switch (partition[0], sort[0])
            {
                case ("EVENT", "POOL"):
                    _left[partition[1]] = _left.GetValueOrDefault(partition[1]) + Left(item);
                    break;
                case ("EVENT", "META"):
                    _left[partition[1]] = _left.GetValueOrDefault(partition[1]) + Left(item);
                    if (item.TryGetProperty("waitlistLast", out var last))
                    {
                        _last[partition[1]] = last.GetInt32();
                    }

                    break;
                case ("EVENT", "WAIT"):
                    _entries[(partition[1], sort[1])] = item;
                    break;
                case ("EVENT", "PROMO") when Text(item, "status") == "open":
                    var pool = (partition[1], item.GetProperty("seatPool").GetInt32());
                    _kept[pool] = _kept.GetValueOrDefault(pool) + 1;
                    _open.Add((partition[1], sort[1]));
                    break;
                case ("WAITING", "POS"):
                    _places[(partition[1], int.Parse(sort[1], CultureInfo.InvariantCulture))] = Text(item, "entryId")!;
                    break;
            }
        }
    }

    /// <summary>Seats of a pool that nobody has and that count as taken.</summary>
    public int Kept(string eventId, int pool) => _kept.GetValueOrDefault((eventId, pool));

    /// <summary>Whether somebody has a place in the event's line.</summary>
    public bool IsWaiting(string eventId) => _places.Keys.Any(place => place.Event == eventId);

    public JsonElement? Find(LedgerEntry entry) => _entries.TryGetValue((entry.EventId, entry.Id!), out var item) ? item : null;

    /// <summary>Places that are not one for each entry, rows of the line that are not its entries, and an order that clients know to be another.</summary>
    public IEnumerable<string> Violations(IEnumerable<LedgerEntry> accepted)
    {
        foreach (var placed in _entries.Where(entry => Position(entry.Value) is not null).GroupBy(entry => (entry.Key.Event, Position: Position(entry.Value)!.Value)))
        {
            if (placed.Count() > 1 || placed.Key.Position > _last.GetValueOrDefault(placed.Key.Event))
            {
                yield return Say($"Event {placed.Key.Event} gave place {placed.Key.Position} to {string.Join(", ", placed.Select(entry => entry.Key.Id))} and counts {_last.GetValueOrDefault(placed.Key.Event)}");
            }
        }

        var waiting = _entries.Where(entry => Text(entry.Value, "status") == "waiting").Select(entry => (entry.Key.Event, Position(entry.Value) ?? 0, entry.Key.Id)).ToHashSet();
        var line = _places.Select(place => (place.Key.Event, place.Key.Position, place.Value)).ToHashSet();
        waiting.SymmetricExceptWith(line);
        foreach (var (eventId, position, id) in waiting)
        {
            yield return Say($"Entry {id} of event {eventId} waits at place {position}, or has it in the line, and not both");
        }

        foreach (var broken in Disorder(accepted))
        {
            yield return broken;
        }
    }

    /// <summary>Seats that are kept and that nobody passes on.</summary>
    /// <param name="underWay">Promotions an execution passes on.</param>
    public IEnumerable<string> Abandoned(IReadOnlySet<string> underWay) =>
        _open.Where(promotion => !underWay.Contains(promotion.Id)).Select(promotion => $"Event {promotion.Event} keeps a seat as promotion {promotion.Id}, which no execution passes on");

    /// <summary>Events with a line and a seat that anybody could take.</summary>
    public IEnumerable<string> PassedOver() =>
        from eventId in _places.Keys.Select(place => place.Event).Distinct()
        where _left.GetValueOrDefault(eventId) > 0
        select Say($"Event {eventId} has {_left[eventId]} seats left, and somebody waits");

    // Who was told yes before somebody else asked comes before him.
    private IEnumerable<string> Disorder(IEnumerable<LedgerEntry> accepted)
    {
        var known = accepted.Where(entry => entry.IsWaiting && Find(entry) is { } item && Position(item) is not null).Select(entry => (Entry: entry, Position: Position(Find(entry)!.Value)!.Value)).ToList();
        return
            from first in known
            from second in known
            where first.Entry.EventId == second.Entry.EventId && first.Entry.ToldAt < second.Entry.AskedAt && first.Position > second.Position
            select Say($"Entry {first.Entry.Id} was accepted before {second.Entry.Id} asked, and has place {first.Position} behind {second.Position}");
    }

    private static int Left(JsonElement pool) => Number(pool, "seats") - Number(pool, "seatsTaken");

    private static int Number(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetInt32() : 0;

    private static int? Position(JsonElement item) => item.TryGetProperty("position", out var position) ? position.GetInt32() : null;

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
