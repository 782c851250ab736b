using System.Globalization;
using System.Text.Json;

namespace ServerlessRef.Shared.Load;

/// <summary>What changed and what was told of it: each change at least once (docs/events).</summary>
public sealed class NoticeBooks
{
    /// <summary>The mailbox keeps the newest mails only.</summary>
    public const int MailboxCapacity = 2_000;

    private readonly List<JsonElement> _items;
    private readonly Dictionary<string, bool> _told = new(StringComparer.Ordinal); // by the notice's id
    private readonly List<string> _mailed;

    /// <param name="items">Every item of the table, as <c>/_local/table</c> shows it.</param>
    /// <param name="mail">As <c>/_local/mail.json</c> shows it.</param>
    public NoticeBooks(JsonElement items, JsonElement mail)
    {
        _items = [.. items.EnumerateArray()];
        foreach (var item in _items.Where(item => Text(item, "PK")!.StartsWith("NOTICE#", StringComparison.Ordinal)))
        {
            _told[Text(item, "PK")!["NOTICE#".Length..]] = item.TryGetProperty("toldAt", out _);
        }

        _mailed = [.. mail.EnumerateArray().Select(entry => Text(entry, "correlationId")).OfType<string>()];
    }

    /// <summary>Notices that came more than once.</summary>
    public int Repeated => _mailed.Where(_told.ContainsKey).CountBy(id => id).Count(told => told.Value > 1);

    public IEnumerable<string> Violations()
    {
        foreach (var change in Changes().Where(change => !_told.GetValueOrDefault(change.Notice)))
        {
            yield return $"{change.What}, and nobody was told ({change.Notice})";
        }

        foreach (var (id, _) in _told.Where(notice => !notice.Value))
        {
            yield return $"Notice {id} was begun and never told";
        }

        if (_mailed.Count < MailboxCapacity)
        {
            foreach (var id in _told.Where(notice => notice.Value).Select(notice => notice.Key).Except(_mailed, StringComparer.Ordinal))
            {
                yield return $"Notice {id} is said to be told and is in no mailbox";
            }
        }

        foreach (var eventId in FullEvents().Where(eventId => !_told.Any(notice => notice.Value && notice.Key.StartsWith($"event-full/{eventId}/", StringComparison.Ordinal))))
        {
            yield return $"Event {eventId} is full, and nobody was told";
        }
    }

    private IEnumerable<(string Notice, string What)> Changes()
    {
        foreach (var item in _items)
        {
            var (partition, sort) = (Text(item, "PK")!, Text(item, "SK")!);
            if (sort.StartsWith("REG#", StringComparison.Ordinal) && Text(item, "status") == "cancelled")
            {
                yield return ($"seat-freed/{sort["REG#".Length..]}", $"Registration {sort["REG#".Length..]} was cancelled");
            }

            if (partition.StartsWith("JOB#", StringComparison.Ordinal) && Text(item, "status") == "FAILED" && Text(item, "error") != "cancelled")
            {
                var fence = item.TryGetProperty("fence", out var number) ? number.GetInt64() : 0;
                yield return (string.Create(CultureInfo.InvariantCulture, $"job-failed/{partition["JOB#".Length..]}/{fence}"), $"Job {partition["JOB#".Length..]} failed");
            }
        }
    }

    // Which fullness it was is not written anywhere: of an event that is full now, one at least was told.
    private IEnumerable<string> FullEvents() => _items
        .Where(item => Text(item, "SK") is "META" or "POOL" && item.TryGetProperty("seatsLeft", out _))
        .GroupBy(item => Text(item, "PK")!.Split('#')[1], StringComparer.Ordinal)
        .Where(pools => pools.All(pool => pool.GetProperty("seatsLeft").GetInt32() == 0))
        .Select(pools => pools.Key);

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
