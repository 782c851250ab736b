using System.Collections.Concurrent;
using System.Text.Json;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Fuzz.Runs;

/// <summary>
/// What accepted requests account for. The table must hold exactly that: whatever else is in it, or is missing, or has changed, a refused request did.
/// </summary>
internal sealed class Ledger
{
    /// <summary>
    /// What changes without a request: a worker's progress, what a sign-up or cancellation of somebody else adds up to, and what becomes of a
    /// cover. Which upload an event names is checked by itself.
    /// </summary>
    private static readonly HashSet<string> Moving = ["coverStatus", "coverReason", "coverBegunAt", "coverShown", "coverSizes", "coverUpload", "seatsTaken", "seatsLeft", "version", "waitlistLast", "waitlisted", "position", "status", "ticketCode", "ticketIssuedAt", "ticketsIssued"];

    private readonly ConcurrentDictionary<string, bool> _events = new();
    private readonly ConcurrentDictionary<string, string> _registrations = new();
    private readonly ConcurrentDictionary<string, bool> _jobs = new();
    private readonly ConcurrentDictionary<string, bool> _cancelled = new();
    private readonly ConcurrentDictionary<string, bool> _covers = new();
    private readonly ConcurrentDictionary<string, bool> _waiting = new();
    private readonly ConcurrentDictionary<string, bool> _left = new();
    private readonly Dictionary<string, string> _firstSeen = new(StringComparer.Ordinal);
    private int _sends;

    /// <summary>How many messages the accepted requests may have sent; a replay of an unfinished job sends again.</summary>
    public int Sends => _sends;

    public int Accepted => _events.Count + _registrations.Count + _jobs.Count + _cancelled.Count + _covers.Count + _waiting.Count + _left.Count;

    /// <param name="operation">The document's name of it.</param>
    public void Accept(string operation, JsonElement answer, string? subject = null)
    {
        switch (operation)
        {
            case "createEvent":
                _events[Text(answer, "id")] = true;
                break;
            case "register":
                _registrations[Text(answer, "id")] = Text(answer, "eventId");
                _jobs[Text(answer, "ticketJobId")] = true;
                Interlocked.Increment(ref _sends);
                break;
            case "createJob":
                _jobs[Text(answer, "id")] = true;
                Interlocked.Increment(ref _sends);
                break;
            case "beginCover":
                _covers[Text(answer, "id")] = true;
                break;
            case "joinWaitlist":
                _waiting[Text(answer, "id")] = true;
                Interlocked.Increment(ref _sends);
                break;
            case "leaveWaitlist":
                _left[subject!] = true;
                break;
            case "cancelRegistration" or "removeAttendee":
                _cancelled[subject!] = true;
                break;
        }
    }

    /// <summary>What the table holds that no accepted request explains. Called between requests, by one caller at a time.</summary>
    public IReadOnlyList<string> Unexplained(JsonElement items)
    {
        var found = new List<string>();
        var all = items.EnumerateArray().Select(item => (Partition: Text(item, "PK"), Sort: Text(item, "SK"), Item: item)).ToList();
        Compare("event", all.Where(i => i.Partition.StartsWith("EVENT#", StringComparison.Ordinal) && i.Sort == "META").Select(i => i.Partition[6..]), _events.Keys, found);
        Compare("registration", all.Where(i => i.Sort.StartsWith("REG#", StringComparison.Ordinal)).Select(i => i.Sort[4..]), _registrations.Keys, found);
        Compare("job", all.Where(i => i.Partition.StartsWith("JOB#", StringComparison.Ordinal)).Select(i => i.Partition[4..]), _jobs.Keys.Concat(JobsOfEntries(all.Select(i => i.Item))), found);
        Compare("cover", all.Where(i => i.Sort.StartsWith("COVER#", StringComparison.Ordinal)).Select(i => i.Sort[6..]), _covers.Keys, found);
        Compare("waitlist entry", all.Where(i => i.Sort.StartsWith("WAIT#", StringComparison.Ordinal)).Select(i => i.Sort[5..]), _waiting.Keys, found);
        found.AddRange(all.Where(i => i.Item.TryGetProperty("entryId", out var entry) && !_waiting.ContainsKey(entry.GetString()!)).Select(i => $"{i.Partition} {i.Sort} is of a waitlist entry no request for which was accepted"));
        found.AddRange(all.Where(i => i.Sort.StartsWith("WAIT#", StringComparison.Ordinal) && (Text(i.Item, "status") == "left") != _left.ContainsKey(i.Sort[5..])).Select(i => $"waitlist entry {i.Sort} is {Text(i.Item, "status")}, and that is not what was accepted"));
        found.AddRange(all.Where(i => i.Item.TryGetProperty("coverUpload", out var upload) && !_covers.ContainsKey(upload.GetString()!)).Select(i => $"{i.Partition} names a cover no request for which was accepted"));
        found.AddRange(all.Where(i => i.Partition.StartsWith("NOTICE#", StringComparison.Ordinal) && !HasReason(i.Partition[7..])).Select(i => $"nothing that was accepted explains the notice {i.Partition}"));
        found.AddRange(all.Where(i => !IsKnown(i.Partition, i.Sort)).Select(i => $"an item of no known kind: {i.Partition} {i.Sort}"));
        foreach (var eventId in all.Where(i => i.Partition.StartsWith("EVENT#", StringComparison.Ordinal)).Select(i => i.Partition.Split('#')[1]).Distinct())
        {
            CheckSeats(eventId, EventRows.Of(items, eventId), found);
        }

        foreach (var (partition, sort, item) in all.Where(i => !i.Partition.StartsWith("JOB#", StringComparison.Ordinal) && !i.Partition.StartsWith("NOTICE#", StringComparison.Ordinal)))
        {
            CheckUnchanged($"{partition} {sort}", item, found);
        }

        return found;
    }

    private static void Compare(string kind, IEnumerable<string> stored, IEnumerable<string> accepted, List<string> found)
    {
        var (there, known) = (stored.ToHashSet(), accepted.ToHashSet());
        found.AddRange(there.Except(known).Select(id => $"{kind} {id} is stored, and no request for it was accepted"));
        found.AddRange(known.Except(there).Select(id => $"{kind} {id} was accepted, and is not stored"));
    }

    // No answer names the job of a waitlist entry; its row does.
    private IEnumerable<string> JobsOfEntries(IEnumerable<JsonElement> items) =>
        items.Where(item => Text(item, "SK").StartsWith("WAIT#", StringComparison.Ordinal) && _waiting.ContainsKey(Text(item, "id"))).Select(item => Text(item, "jobId"));

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;

    private static bool IsKnown(string partition, string sort) => (partition.Split('#'), sort) switch
    {
        (["JOB" or "EVENT" or "NOTICE", _], "META") => true,
        (["MAIL", _], "MAIL" or "WAIT") => true,
        (["WAITING", _], _) => sort.StartsWith("POS#", StringComparison.Ordinal),
        (["EVENT", _, _], "POOL") => true,
        (["EVENT", _], _) when sort.StartsWith("COVER#", StringComparison.Ordinal) || sort.StartsWith("WAIT#", StringComparison.Ordinal) => true,
        (["EVENT", _] or ["EVENT", _, _], _) => sort.StartsWith("REG#", StringComparison.Ordinal),
        _ => false,
    };

    // A notice's id names its kind, what it is about and, of an event, which fullness.
    private bool HasReason(string notice) => notice.Split('/') switch
    {
        ["seat-freed", var registration] => _cancelled.ContainsKey(registration),
        ["event-full", var scheduled, _] => _events.ContainsKey(scheduled),
        ["job-failed", var job, ..] => _jobs.ContainsKey(job),
        _ => false,
    };

    private void CheckSeats(string eventId, EventRows rows, List<string> found)
    {
        foreach (var registration in rows.Registrations)
        {
            var (id, isCancelled) = (Text(registration, "id"), Text(registration, "status") == "cancelled");
            if (isCancelled != _cancelled.ContainsKey(id))
            {
                found.Add($"registration {id} is {Text(registration, "status")}, and the request to cancel it was {(isCancelled ? "not " : "")}accepted");
            }
        }

        var confirmed = _registrations.Count(registration => registration.Value == eventId && !_cancelled.ContainsKey(registration.Key));
        if (rows.SeatsTaken != confirmed || rows.MailGuards.Count != confirmed)
        {
            found.Add($"event {eventId} has {rows.SeatsTaken} seats taken and {rows.MailGuards.Count} mail guards, accepted were {confirmed}");
        }
    }

    private void CheckUnchanged(string key, JsonElement item, List<string> found)
    {
        // A cancelled registration has lost its personal data, once, and so has an entry that was left.
        var state = item.TryGetProperty("status", out var status) && status.GetString() is "cancelled" or "left" ? " ended" : "";
        var constant = string.Join(' ', item.EnumerateObject().Where(member => !Moving.Contains(member.Name)).OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{member.Name}={member.Value.GetRawText()}"));
        if (_firstSeen.TryGetValue(key + state, out var first) && first != constant)
        {
            found.Add($"{key} has changed from {first} to {constant}");
        }

        _firstSeen[key + state] = constant;
    }
}
