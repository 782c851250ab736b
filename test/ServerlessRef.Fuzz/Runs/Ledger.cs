using System.Collections.Concurrent;
using System.Text.Json;

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

    /// <summary>Of entries and promotions, what the workflow writes; whose they may be is checked by <see cref="LineLedger"/>.</summary>
    private static readonly HashSet<string> MovingInLine = [.. Moving, "taskToken", "offeredUntil", "promotionId", "seatPool", "registrationId", "execution", "entryId"];

    /// <summary>What has ended has lost its personal data, once.</summary>
    private static readonly HashSet<string> Ended = ["cancelled", "left", "declined", "promoted"];

    private readonly ConcurrentDictionary<string, bool> _events = new();
    private readonly ConcurrentDictionary<string, string> _registrations = new();
    private readonly ConcurrentDictionary<string, bool> _jobs = new();
    private readonly ConcurrentDictionary<string, bool> _cancelled = new();
    private readonly ConcurrentDictionary<string, bool> _covers = new();
    private readonly ConcurrentDictionary<string, string> _tokens = new();
    private readonly Dictionary<string, string> _firstSeen = new(StringComparer.Ordinal);
    private int _sends;

    public LineLedger Line { get; } = new();

    /// <summary>How many messages the accepted requests may have sent; a replay of an unfinished job sends again.</summary>
    public int Sends => _sends;

    public int Accepted => _events.Count + _registrations.Count + _jobs.Count + _cancelled.Count + _covers.Count + Line.Accepted;

    /// <summary>What the holder of a registration or waitlist entry proves it with; null: nobody was told of one with this id.</summary>
    public string? TokenOf(string id) => _tokens.GetValueOrDefault(Line.Promoted.GetValueOrDefault(id, id));

    /// <param name="operation">The document's name of it.</param>
    /// <param name="subject">The last id of the path.</param>
    public void Accept(string operation, JsonElement answer, string? subject = null)
    {
        switch (operation)
        {
            case "createEvent":
                _events[Text(answer, "id")] = true;
                break;
            case "register":
                _tokens[Text(answer, "id")] = Text(answer, "cancellationToken");
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
                _tokens[Text(answer, "id")] = Text(answer, "cancellationToken");
                Line.Join(Text(answer, "id"));
                Interlocked.Increment(ref _sends);
                break;
            case "leaveWaitlist":
                Line.Leave(subject!);
                break;
            case "acceptOffer":
                Line.Accept(subject!);
                break;
            case "cancelRegistration" or "removeAttendee":
                _cancelled[subject!] = true;
                break;
        }
    }

    /// <summary>What the table holds that no accepted request explains. Called between requests, by one caller at a time.</summary>
    /// <param name="isSettled">No workflow and no worker has anything left to do.</param>
    public IReadOnlyList<string> Unexplained(IReadOnlyList<Row> rows, bool isSettled = false)
    {
        var found = new List<string>(Line.Unexplained(rows, isSettled, _cancelled.Keys.ToHashSet()));
        var promoted = rows.Where(row => row.IsRegistration && Line.Promoted.ContainsKey(row.Id)).ToList();
        var waiting = rows.Where(row => row.IsEntry && Line.HasJoined(row.Id)).ToList();
        Compare("event", rows.Where(row => row.Partition.StartsWith("EVENT#", StringComparison.Ordinal) && row.Sort == "META").Select(row => row.Partition[6..]), _events.Keys, found);
        Compare("registration", rows.Where(row => row.IsRegistration).Select(row => row.Id), _registrations.Keys.Concat(Line.Promoted.Keys), found);

        // No answer names the job of a waitlist entry, or the ticket of whom an offer was accepted by; their rows do.
        Compare("job", rows.Where(row => row.IsJob).Select(row => row.Partition[4..]), [.. _jobs.Keys, .. waiting.Select(row => row.Find("jobId")!), .. promoted.Select(row => row.Find("ticketJobId")!)], found);
        Compare("cover", rows.Where(row => row.IsCover).Select(row => row.Sort[6..]), _covers.Keys, found);
        Compare("waitlist entry", rows.Where(row => row.IsEntry).Select(row => row.Id), Line.Joined, found);
        found.AddRange(rows.Where(row => row.Find("coverUpload") is { } upload && !_covers.ContainsKey(upload)).Select(row => $"{row.Partition} names a cover no request for which was accepted"));
        found.AddRange(rows.Where(row => row.IsNotice && !HasReason(row.Partition[7..])).Select(row => $"nothing that was accepted explains the notice {row.Partition}"));
        found.AddRange(rows.Where(row => row.IsNews && !(_events.ContainsKey(row.Partition[5..]) && HasReason(row.Id))).Select(row => $"nothing that was accepted explains the news {row.Key}"));
        found.AddRange(rows.Where(row => !IsKnown(row.Partition, row.Sort)).Select(row => $"an item of no known kind: {row.Key}"));
        CheckSeats(rows, promoted, found);
        foreach (var row in rows.Where(row => !row.IsJob && !row.IsNotice && !row.IsNews))
        {
            CheckUnchanged(row, found);
        }

        return found;
    }

    private static void Compare(string kind, IEnumerable<string> stored, IEnumerable<string> accepted, List<string> found)
    {
        var (there, known) = (stored.ToHashSet(), accepted.ToHashSet());
        found.AddRange(there.Except(known).Select(id => $"{kind} {id} is stored, and no request for it was accepted"));
        found.AddRange(known.Except(there).Select(id => $"{kind} {id} was accepted, and is not stored"));
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;

    private static bool IsKnown(string partition, string sort) => (partition.Split('#'), sort) switch
    {
        (["JOB" or "EVENT" or "NOTICE", _], "META") => true,
        (["MAIL", _], "MAIL" or "WAIT") => true,
        (["NEWS", _], _) => true,
        (["WAITING", _], _) => sort.StartsWith("POS#", StringComparison.Ordinal),
        (["EVENT", _, _], "POOL") => true,
        (["EVENT", _], _) when sort.Split('#')[0] is "COVER" or "WAIT" or "PROMO" => true,
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

    private void CheckSeats(IReadOnlyList<Row> rows, IEnumerable<Row> promoted, List<string> found)
    {
        found.AddRange(rows.Where(row => row.IsRegistration && row.Status == "cancelled" != _cancelled.ContainsKey(row.Id)).Select(row => $"registration {row.Id} is {row.Status}, and that is not what was accepted"));
        var confirmed = _registrations.Concat(promoted.Select(row => KeyValuePair.Create(row.Id, row.EventId))).Where(registration => !_cancelled.ContainsKey(registration.Key)).CountBy(registration => registration.Value).ToDictionary();
        var guards = rows.Where(row => row.Sort == "MAIL").CountBy(row => row.EventId).ToDictionary();
        var kept = rows.Where(row => row is { IsPromotion: true, Status: "open" }).CountBy(row => row.EventId).ToDictionary();
        foreach (var pools in rows.Where(row => row.IsPool).GroupBy(row => row.Partition.Split('#')[1]))
        {
            var (taken, known, held) = (pools.Sum(row => row.Item.GetProperty("seatsTaken").GetInt32()), confirmed.GetValueOrDefault(pools.Key), kept.GetValueOrDefault(pools.Key));
            if (taken != known + held || guards.GetValueOrDefault(pools.Key) != known)
            {
                found.Add($"event {pools.Key} has {taken} seats taken, {held} of them kept for its line, and {guards.GetValueOrDefault(pools.Key)} mail guards, accepted were {known}");
            }
        }
    }

    private void CheckUnchanged(Row row, List<string> found)
    {
        var key = row.Key + (Ended.Contains(row.Status) ? " ended" : "");
        var moving = row.IsEntry || row.IsPromotion ? MovingInLine : Moving;
        var constant = string.Join(' ', row.Item.EnumerateObject().Where(member => !moving.Contains(member.Name)).OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{member.Name}={member.Value.GetRawText()}"));
        if (_firstSeen.TryGetValue(key, out var first) && first != constant)
        {
            found.Add($"{key} has changed from {first} to {constant}");
        }

        _firstSeen[key] = constant;
    }
}
