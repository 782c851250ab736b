using System.Globalization;
using System.Text.Json;

namespace ServerlessRef.Shared.Load;

/// <summary>What the table holds of one event, over all of its partitions.</summary>
/// <param name="Pools">Counters, that of pool 0 first: the event itself.</param>
/// <param name="Registrations">Cancelled ones too.</param>
/// <param name="MailGuards">Of registrations.</param>
/// <param name="Waitlist">Everything of the event's line: entries, their mail guards, places, promotions.</param>
public sealed record EventRows(IReadOnlyList<JsonElement> Pools, IReadOnlyList<JsonElement> Registrations, IReadOnlyList<JsonElement> MailGuards, IReadOnlyList<JsonElement> Waitlist)
{
    public IEnumerable<JsonElement> All => [.. Pools, .. Registrations, .. MailGuards, .. Waitlist];

    public int SeatsTaken => Pools.Sum(pool => pool.GetProperty("seatsTaken").GetInt32());

    /// <param name="items">Every item of the table, as <c>/_local/table</c> shows it.</param>
    public static EventRows Of(JsonElement items, string eventId)
    {
        var all = items.EnumerateArray().ToList();
        var own = all.Where(item => IsOf(eventId, Text(item, "PK"))).ToList();
        var guards = all.Where(item => Text(item, "PK").StartsWith("MAIL#", StringComparison.Ordinal) && Text(item, "eventId") == eventId).ToLookup(item => Text(item, "SK"));
        var line = own.Where(item => Text(item, "SK").Split('#') is ["WAIT" or "PROMO", _]).Concat(all.Where(item => Text(item, "PK") == $"WAITING#{eventId}"));
        return new EventRows(
            [.. own.Where(item => Text(item, "SK") is "META" or "POOL").OrderBy(item => PoolOf(Text(item, "PK")))],
            [.. own.Where(item => Text(item, "SK").StartsWith("REG#", StringComparison.Ordinal))],
            [.. guards["MAIL"]],
            [.. line, .. guards["WAIT"]]);
    }

    /// <summary>The pool whose partition this is: <c>EVENT#id</c> or <c>EVENT#id#n</c>.</summary>
    public static int PoolOf(string partition) =>
        partition.Split('#') is [_, _, var pool] ? int.Parse(pool, CultureInfo.InvariantCulture) : 0;

    private static bool IsOf(string eventId, string partition) => partition.Split('#') is ["EVENT", var id, ..] && id == eventId;

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
