using System.Globalization;
using System.Text.Json;

namespace ServerlessRef.Shared.Load;

/// <summary>What events and buckets say of covers, and what of it cannot be right once all is quiet.</summary>
public sealed class CoverBooks
{
    /// <summary>Three sizes in two formats (src/ServerlessRef.Thumbnail/render.mjs).</summary>
    private static readonly string[] Names = ["320.jpeg", "320.webp", "960.jpeg", "960.webp", "1920.jpeg", "1920.webp"];

    private readonly Dictionary<string, JsonElement> _events = new(StringComparer.Ordinal);
    private readonly HashSet<string> _originals = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> _pictures; // by folder

    /// <param name="items">Every item of the table, as <c>/_local/table</c> shows it.</param>
    /// <param name="buckets">As <c>/_local/buckets</c> shows them.</param>
    public CoverBooks(JsonElement items, JsonElement buckets)
    {
        foreach (var item in items.EnumerateArray().Where(item => item.GetProperty("SK").GetString() == "META" && item.TryGetProperty("coverUpload", out _)))
        {
            _events[item.GetProperty("PK").GetString()!.Split('#')[1]] = item;
        }

        var keys = buckets.EnumerateArray().SelectMany(bucket => bucket.GetProperty("keys").EnumerateArray()).Select(key => key.GetString()!).ToList();
        _originals.UnionWith(keys.Where(key => key.StartsWith("covers/", StringComparison.Ordinal)));
        _pictures = keys.Where(key => key.StartsWith("images/", StringComparison.Ordinal)).ToLookup(key => key[..key.LastIndexOf('/')], key => key[(key.LastIndexOf('/') + 1)..]);
    }

    /// <summary>Pictures nobody is shown: of an upload that another one replaced.</summary>
    public int Superfluous(string eventId) => _pictures
        .Where(folder => folder.Key.StartsWith($"images/{eventId}/", StringComparison.Ordinal) && folder.Key != Shown(eventId))
        .Sum(folder => folder.Count());

    /// <summary>An upload without its end, with the wrong end, with pictures that are not there, or whose original is still there.</summary>
    public IEnumerable<string> Violations(IEnumerable<CoverEntry> entries)
    {
        foreach (var uploads in entries.GroupBy(entry => entry.EventId, StringComparer.Ordinal))
        {
            foreach (var violation in OfEvent(uploads.Key, [.. uploads]))
            {
                yield return violation;
            }
        }
    }

    private IEnumerable<string> OfEvent(string eventId, IReadOnlyList<CoverEntry> uploads)
    {
        foreach (var original in uploads.Where(upload => upload.Id is not null && _originals.Contains($"covers/{eventId}/{upload.Id}")))
        {
            yield return $"Event {eventId} still has the original of upload {original.Id}";
        }

        if (Superfluous(eventId) is > 0 and var left)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Event {eventId} keeps {left} pictures that nobody is shown");
        }

        if (!_events.TryGetValue(eventId, out var item))
        {
            if (uploads.FirstOrDefault(upload => upload.Id is not null) is { } told)
            {
                yield return $"Event {eventId} knows of no upload, and {told.Id} was accepted";
            }

            yield break;
        }

        var (newest, status) = (Text(item, "coverUpload"), Text(item, "coverStatus"));
        var entry = uploads.FirstOrDefault(upload => upload.Id == newest);
        foreach (var later in uploads.Where(upload => upload.Id is not null && entry is not null && upload.AskedAt > entry.ToldAt))
        {
            yield return $"Event {eventId} takes upload {newest} for its newest, and {later.Id} was asked for after it had been accepted";
        }

        if (entry is { Posted: true } && status != (entry.IsPicture ? "ready" : "rejected"))
        {
            yield return $"Upload {newest} of event {eventId} is {(entry.IsPicture ? "a picture" : "no picture")} and {status} {Text(item, "coverReason")}".TrimEnd();
        }

        if (status == "rejected" && Text(item, "coverReason") is null)
        {
            yield return $"Upload {newest} of event {eventId} was rejected without a reason";
        }

        if (Shown(eventId) is { } shown)
        {
            if (status == "ready" && !shown.StartsWith($"images/{eventId}/{newest}-", StringComparison.Ordinal))
            {
                yield return $"Event {eventId} shows {shown} and its newest upload, which is ready, is {newest}";
            }

            var missing = Names.Except(_pictures[shown], StringComparer.Ordinal).ToList();
            if (missing.Count > 0)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"Event {eventId} shows {shown}, which lacks {string.Join(", ", missing)}");
            }
        }
        else if (status == "ready")
        {
            yield return $"Upload {newest} of event {eventId} is ready and nothing is shown";
        }
    }

    private string? Shown(string eventId) => _events.TryGetValue(eventId, out var item) ? Text(item, "coverShown") : null;

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
