using System.Globalization;
using System.Text.Json;

namespace ServerlessRef.Shared.Load;

/// <summary>The ledger held against the table and the queues.</summary>
/// <param name="Lost">Accepted and without row, end or effect.</param>
/// <param name="Repeated">Effects that exist more than once.</param>
/// <param name="Oversold">Events with more seats given away than they have, or that count wrongly.</param>
/// <param name="LeftInQueues">Messages, hidden ones included.</param>
/// <param name="Violations">In words; empty: every promise held.</param>
public sealed record LedgerVerdict(
    int Sent,
    int Accepted,
    int Refused,
    int Retried,
    int Done,
    int Failed,
    int Lost,
    int Repeated,
    int Oversold,
    int LeftInQueues,
    IReadOnlyList<string> Violations)
{
    /// <summary>Of those failed: after the last delivery, not because their registration was cancelled. A redrive begins them again.</summary>
    public int GivenUp { get; init; }

    /// <summary>Uploads S3 had.</summary>
    public int Covers { get; init; }

    /// <summary>Seats that went to somebody who waited.</summary>
    public int Promoted { get; init; }

    /// <summary>Notices that were told more than once, which at least once allows.</summary>
    public int ToldAgain { get; init; }

    /// <summary>Tickets mailed; 0 where mail is off.</summary>
    public int Mailed { get; init; }

    /// <summary>Pictures left of uploads that were replaced.</summary>
    public int Superfluous { get; init; }

    /// <param name="items">Every item of the table, as <c>/_local/table</c> shows it.</param>
    /// <param name="queues">As <c>/_local/queues</c> shows them.</param>
    /// <param name="local">Null: it ended with its process, and is not judged.</param>
    public static LedgerVerdict Judge(AcknowledgementLedger ledger, JsonElement items, JsonElement queues, LocalState? local = null)
    {
        var books = new Books(items);
        var violations = new List<string>(ledger.Contradictions);
        var accepted = ledger.Entries.Where(entry => entry.Id is not null).ToList();
        var ends = accepted.Select(books.End).ToList();
        var lost = ends.Where(end => end.Lost is not null).Select(end => end.Lost!).ToList();
        var repeated = books.Repeated().ToList();
        var oversold = books.Oversold().ToList();
        var left = queues.EnumerateArray().Sum(queue => Number(queue, "visible") + Number(queue, "inFlight") + Number(queue, "delayed"));
        violations.AddRange(lost.Concat(repeated).Concat(oversold).Concat(books.Unended(accepted)).Concat(books.ToldFull(ledger.Entries)).Concat(books.Waitlist.Violations(accepted)));
        var notices = local is null ? null : new NoticeBooks(items, local.Mail);
        var mails = local is null ? null : new MailBooks(items, local.Mail);
        var covers = local is null ? null : new CoverBooks(items, local.Buckets);
        if (local is not null)
        {
            violations.AddRange(local.Stuck());
            violations.AddRange(books.Waitlist.Abandoned(local.PromotionsUnderWay).Concat(books.Waitlist.PassedOver()));
            violations.AddRange(notices!.Violations().Concat(mails!.Violations()).Concat(covers!.Violations(ledger.Covers)));
        }

        if (left > 0)
        {
            violations.Add(string.Create(CultureInfo.InvariantCulture, $"{left} messages are left in the queues"));
        }

        return new LedgerVerdict(
            ledger.Sent,
            accepted.Count,
            ledger.Refused,
            ledger.Retried,
            ends.Count(end => end.Status == "DONE"),
            ends.Count(end => end.Status == "FAILED"),
            lost.Count,
            repeated.Count,
            oversold.Count,
            left,
            violations)
        {
            GivenUp = accepted.Count(books.IsGivenUp),
            Covers = ledger.Covers.Count(cover => cover.Posted),
            Promoted = accepted.Count(books.IsPromoted),
            ToldAgain = notices?.Repeated ?? 0,
            Mailed = mails?.Mailed ?? 0,
            Superfluous = covers is null ? 0 : ledger.Covers.Select(cover => cover.EventId).Distinct().Sum(covers.Superfluous),
        };
    }

    /// <summary>One row of names and one of numbers, in Markdown.</summary>
    public string ToTable() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        | sent | accepted | refused | retried | done | failed | lost | repeated | oversold | left in queues |
        |---|---|---|---|---|---|---|---|---|---|
        | {Sent} | {Accepted} | {Refused} | {Retried} | {Done} | {Failed} | {Lost} | {Repeated} | {Oversold} | {LeftInQueues} |
        """);

    private static int Number(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetInt32() : 0;

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;

    // The table's items by what they are.
    private sealed class Books
    {
        private readonly Dictionary<string, JsonElement> _jobs = new(StringComparer.Ordinal);
        private readonly Dictionary<string, JsonElement> _events = new(StringComparer.Ordinal);
        private readonly Dictionary<(string Event, int Pool), JsonElement> _pools = [];
        private readonly Dictionary<(string Event, string Id), JsonElement> _registrations = [];

        public WaitlistBooks Waitlist { get; }

        public Books(JsonElement items)
        {
            Waitlist = new WaitlistBooks(items);
            foreach (var item in items.EnumerateArray())
            {
                var (partition, sort) = (Text(item, "PK")!.Split('#', 3), Text(item, "SK")!.Split('#', 2));
                switch (partition[0], sort[0])
                {
                    case ("JOB", _):
                        _jobs[partition[1]] = item;
                        break;
                    case ("EVENT", "META"):
                        _events[partition[1]] = item;
                        _pools[(partition[1], 0)] = item;
                        break;
                    case ("EVENT", "POOL"):
                        _pools[(partition[1], int.Parse(partition[2], CultureInfo.InvariantCulture))] = item;
                        break;
                    case ("EVENT", "REG"):
                        _registrations[(partition[1], sort[1])] = item;
                        break;
                }
            }
        }

        public (string? Status, string? Lost) End(LedgerEntry entry)
        {
            var what = $"{(entry.IsRegistration ? "Registration" : entry.IsWaiting ? "Waitlist entry" : "Job")} {entry.Id} (key {entry.Key})";
            if (entry.IsWaiting)
            {
                entry.JobId ??= Waitlist.Find(entry) is { } row ? Text(row, "jobId") : null;
                if (entry.JobId is null)
                {
                    return (null, $"{what} was accepted and has no row");
                }
            }

            if (!_jobs.TryGetValue(entry.JobId!, out var job))
            {
                return (null, $"{what} was accepted and its job {entry.JobId} does not exist");
            }

            var status = Text(job, "status");
            if (status is not ("DONE" or "FAILED"))
            {
                return (status, $"{what} was accepted and its job {entry.JobId} is still {status}");
            }

            return (status, entry switch
            {
                { IsRegistration: true } => MissingEffect(entry, status, what),
                { IsWaiting: true } => MissingPlace(entry, status, what),
                _ => null,
            });
        }

        public bool IsGivenUp(LedgerEntry entry) =>
            entry.JobId is { } id && _jobs.TryGetValue(id, out var job) && Text(job, "status") == "FAILED" && Text(job, "error") != "cancelled";

        public bool IsPromoted(LedgerEntry entry) => entry.IsWaiting && Waitlist.Find(entry) is { } row && Text(row, "status") == "promoted";

        public IEnumerable<string> Repeated() =>
            _registrations.Where(row => Number(row.Value, "ticketsIssued") > 1)
                .Select(row => string.Create(CultureInfo.InvariantCulture, $"Registration {row.Key.Id} has {Number(row.Value, "ticketsIssued")} tickets"));

        public IEnumerable<string> Oversold()
        {
            var confirmed = _registrations.Where(row => Text(row.Value, "status") == "confirmed").Select(row => (row.Key.Event, Pool: Number(row.Value, "seatPool"))).CountBy(seat => seat).ToDictionary();
            foreach (var (id, item) in _events)
            {
                var pools = _pools.Where(pool => pool.Key.Event == id).ToList();
                var (seats, capacity) = (pools.Sum(pool => Number(pool.Value, "seats")), Number(item, "capacity"));
                if (pools.Count != Number(item, "pools") || seats != capacity)
                {
                    yield return string.Create(CultureInfo.InvariantCulture, $"Event {id} has {capacity} seats in {Number(item, "pools")} pools, and those stored are {pools.Count} with {seats}");
                }

                foreach (var (key, pool) in pools)
                {
                    var (given, kept, taken, own) = (confirmed.GetValueOrDefault(key), Waitlist.Kept(key.Event, key.Pool), Number(pool, "seatsTaken"), Number(pool, "seats"));
                    if (given + kept > own || taken != given + kept)
                    {
                        yield return string.Create(CultureInfo.InvariantCulture, $"Event {id} has {own} seats in pool {key.Pool}, counts {taken} taken, gave {given} away and keeps {kept}");
                    }
                }
            }
        }

        /// <summary>Where nobody gives a seat back, an event that was full once stays full.</summary>
        public IEnumerable<string> ToldFull(IEnumerable<LedgerEntry> entries)
        {
            foreach (var asked in entries.GroupBy(entry => entry.EventId).Where(each => !each.Any(entry => entry.CancellationAsked)))
            {
                var told = asked.Count(entry => entry.Refusal == "event-full");
                var left = _pools.Where(pool => pool.Key.Event == asked.Key).Sum(pool => Number(pool.Value, "seats") - Number(pool.Value, "seatsTaken"));
                if (told > 0 && left > 0)
                {
                    yield return string.Create(CultureInfo.InvariantCulture, $"Event {asked.Key} was said to be full {told} times and has {left} seats left");
                }
            }
        }

        /// <summary>What nobody was told of ends as well: its row is a promise to the client's next retry.</summary>
        public IEnumerable<string> Unended(IEnumerable<LedgerEntry> accepted)
        {
            var known = accepted.Select(entry => entry.JobId).OfType<string>().ToHashSet(StringComparer.Ordinal);
            return _jobs.Where(job => !known.Contains(job.Key) && Text(job.Value, "status") is not ("DONE" or "FAILED"))
                .Select(job => $"Job {job.Key}, never acknowledged, is still {Text(job.Value, "status")}");
        }

        private string? MissingPlace(LedgerEntry entry, string status, string what)
        {
            var row = Waitlist.Find(entry)!.Value;
            var (state, isPlaced) = (Text(row, "status"), row.TryGetProperty("position", out _));
            return (state, status, isPlaced) switch
            {
                (_, "DONE", false) => $"{what} is done and has no place",
                ("queued", "DONE", _) => $"{what} is done and still queued",

                // Given up is an end only for a holder who is told: he can leave and join again, or wait for a redrive. Told that it is queued, he waits for nothing.
                ("queued", "FAILED", _) when entry.ToldAtTheEnd != "failed" => $"{what} was given up, and its holder is told that it is {entry.ToldAtTheEnd ?? "whatever it was when he last looked"}",
                _ when entry.OfferAccepted && state != "promoted" => $"{what} was told that the seat is his and is {state}",
                ("left", _, _) when !entry.CancellationAsked => $"{what} has left, which nobody asked for",
                ("promoted", _, _) when !_registrations.TryGetValue((entry.EventId, Text(row, "registrationId") ?? ""), out _) => $"{what} is promoted and has no registration {Text(row, "registrationId")}",
                _ => null,
            };
        }

        private string? MissingEffect(LedgerEntry entry, string status, string what)
        {
            if (!_registrations.TryGetValue((entry.EventId, entry.Id!), out var registration))
            {
                return $"{what} was accepted and has no row";
            }

            var (state, tickets) = (Text(registration, "status"), Number(registration, "ticketsIssued"));
            return (state, status, tickets) switch
            {
                ("confirmed", _, _) when entry.CancellationConfirmed => $"{what} was cancelled and is still confirmed",
                ("cancelled", _, _) when !entry.CancellationAsked => $"{what} is cancelled, which nobody asked for",
                ("confirmed", "DONE", 0) => $"{what} is done and has no ticket",
                (_, "FAILED", > 0) => $"{what} failed and has a ticket",
                _ => null,
            };
        }
    }
}
