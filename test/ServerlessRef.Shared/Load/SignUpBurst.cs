using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace ServerlessRef.Shared.Load;

/// <summary>What an opening minute did, and every promise it broke.</summary>
public sealed record BurstVerdict(
    int Sent,
    int Confirmed,
    int Full,
    int Repeats,
    int Retries,
    int Tickets,
    int ExportedRows,
    TimeSpan SignUpTime,
    IReadOnlyList<string> Violations)
{
    /// <summary>How long each answer took, repeats and those that asked to come again included.</summary>
    public IReadOnlyCollection<TimeSpan> Latencies { get; init; } = [];
}

/// <summary>
/// The opening minute of an event: many people for few seats, some of them clicking twice. Judged by what clients were told, by
/// the table and by the queues, never by the code under test.
/// </summary>
public sealed class SignUpBurst(ServiceClient client, int seed, int people = 2_000, int seats = 200, int atOnce = 64)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ConcurrentQueue<string> _violations = [];
    private readonly ConcurrentQueue<TimeSpan> _latencies = [];

    // With seats for all nobody is refused.
    private readonly int _winners = Math.Min(people, seats);

    private int _retries;

    public async Task<BurstVerdict> RunAsync(Action<string> progress)
    {
        var run = seed.ToString("x8", CultureInfo.InvariantCulture);
        var organiser = await client.SignInAsync("organiser@example.org");
        var created = await client.CreateEventAsync(organiser, $"burst-event-{run}-{Stopwatch.GetTimestamp()}", $"Opening minute {run}", seats, DateTimeOffset.UtcNow.AddDays(30));
        if (created.Status != HttpStatusCode.Created)
        {
            throw new InvalidOperationException($"The event was refused: {(int)created.Status} {created.Body}");
        }

        var eventId = created.Json.GetProperty("id").GetString()!;
        var watch = Stopwatch.StartNew();
        var answers = await SignUpAsync(eventId);
        var signUpTime = watch.Elapsed;

        var first = answers.GroupBy(a => a.Person).ToDictionary(g => g.Key, g => g.First().Answer);
        var confirmed = first.Where(p => p.Value.Status == HttpStatusCode.Created).ToList();
        var full = first.Count(p => p.Value is { Status: HttpStatusCode.Conflict, Problem: "event-full" });
        progress($"{people} people for {seats} seats: {confirmed.Count} confirmed, {full} told it is full, {_retries} retries, {signUpTime.TotalSeconds:F1} s");
        Expect(confirmed.Count == _winners, $"{confirmed.Count} confirmed instead of {_winners}");
        Expect(full == people - _winners, $"{full} refused as full instead of {people - _winners}; others: {string.Join(", ", first.Values.Where(a => a.Status != HttpStatusCode.Created && a.Problem != "event-full").Select(a => $"{(int)a.Status} {a.Body}").Distinct().Take(3))}");

        foreach (var person in answers.GroupBy(a => a.Person).Where(g => g.Select(a => (a.Answer.Status, Told(a.Answer))).Distinct().Count() > 1))
        {
            _violations.Enqueue($"A repeat was answered differently: {string.Join(" / ", person.Select(a => $"{(int)a.Answer.Status} {a.Answer.Body}"))}");
        }

        var tickets = await WaitForTicketsAsync(eventId, [.. confirmed.Select(p => p.Value.Json)]);
        progress($"{tickets} tickets issued");
        var rows = await ExportAsync(organiser, eventId, run);
        progress($"an export of {rows} rows downloaded");
        Expect(rows == _winners, $"The export has {rows} rows instead of {_winners}");
        await CheckQueuesAsync();
        await CheckTableAsync(eventId);
        return new BurstVerdict(answers.Count, confirmed.Count, full, answers.Count - people, _retries, tickets, rows, signUpTime, [.. _violations]) { Latencies = _latencies };
    }

    private async Task<IReadOnlyCollection<(int Person, Answer Answer)>> SignUpAsync(string eventId)
    {
        // Each tenth person clicks twice; the second click comes anywhere, often while the first is under way.
        var order = Enumerable.Range(0, people).Concat(Enumerable.Range(0, people / 10).Select(i => i * 10)).ToArray();
#pragma warning disable CA5394 // not for secrets: a run must be repeatable from its seed
        new Random(seed).Shuffle(order);
#pragma warning restore CA5394
        var answers = new ConcurrentQueue<(int, Answer)>();
        await Parallel.ForEachAsync(order, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (person, _) =>
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"burst-{seed:x8}-{eventId}-{person:D6}");
            var answer = await ServiceClient.RetryAsync(
                async () =>
                {
                    var watch = Stopwatch.StartNew();
                    var one = await client.RegisterAsync(eventId, key[..Math.Min(key.Length, 128)], $"Person {person}", $"person{person}.{seed:x8}@example.org", Viewer(person));
                    _latencies.Enqueue(watch.Elapsed);
                    return one;
                },
                () => Interlocked.Increment(ref _retries));
            answers.Enqueue((person, answer));
        });
        return answers;
    }

    private async Task<int> WaitForTicketsAsync(string eventId, IReadOnlyList<JsonElement> registrations)
    {
        var issued = 0;
        await Parallel.ForEachAsync(registrations, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (registration, _) =>
        {
            var id = registration.GetProperty("id").GetString()!;
            var token = registration.GetProperty("cancellationToken").GetString()!;
            await ServiceClient.UntilAsync(
                () => client.GetRegistrationAsync(eventId, id, token, Viewer(id.GetHashCode(StringComparison.Ordinal))),
                answer => answer.Status == HttpStatusCode.OK && answer.Json.GetProperty("ticket").ValueKind == JsonValueKind.Object,
                Patience);
            Interlocked.Increment(ref issued);
        });
        return issued;
    }

    private async Task<int> ExportAsync(string organiser, string eventId, string run)
    {
        var accepted = await client.CreateJobAsync(organiser, $"burst-export-{run}-{eventId}"[..32], eventId, "attendee-export");
        Expect(accepted.Status == HttpStatusCode.Accepted && accepted.Location is not null, $"The export was answered with {(int)accepted.Status} {accepted.Body}");
        var job = await ServiceClient.UntilAsync(
            () => client.GetAsync(accepted.Location!.TrimStart('/'), ("Authorization", $"Bearer {organiser}")),
            answer => answer.Status == HttpStatusCode.OK && answer.Json.GetProperty("status").GetString() is "done" or "failed",
            Patience);
        if (job.Json.GetProperty("status").GetString() != "done")
        {
            _violations.Enqueue($"The export failed: {job.Body}");
            return 0;
        }

        var file = await client.Http.GetStringAsync(new Uri(job.Json.GetProperty("result").GetString()!));
        return file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1;
    }

    private async Task CheckQueuesAsync()
    {
        await ServiceClient.UntilAsync(
            () => client.GetAsync("_local/queues"),
            answer => answer.Json.GetProperty("queues").EnumerateArray().All(q => Count(q, "inFlight") + Count(q, "delayed") == 0 && Count(q, "visible") == 0),
            Patience);
    }

    private async Task CheckTableAsync(string eventId)
    {
        var table = await client.GetAsync("_local/table");
        var rows = EventRows.Of(table.Json.GetProperty("items"), eventId);
        Expect(rows.SeatsTaken == _winners, $"The event counts {rows.SeatsTaken} seats taken instead of {_winners}");
        var registrations = rows.Registrations;
        Expect(registrations.Count == _winners, $"The table holds {registrations.Count} registrations instead of {_winners}");
        var twice = registrations.Count(r => !r.TryGetProperty("ticketsIssued", out var count) || count.GetInt32() != 1);
        Expect(twice == 0, $"{twice} registrations have not exactly one ticket");
    }

    private void Expect(bool holds, string violation)
    {
        if (!holds)
        {
            _violations.Enqueue(violation);
        }
    }

    // A refusal's instance names the request, so it differs; all else a repeat is told must be the same.
    private static string Told(Answer answer) =>
        answer.Problem is { } problem ? problem : answer.Body;

    private static int Count(JsonElement queue, string name) => queue.GetProperty(name).GetInt32();

    private static string Viewer(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"10.{(number >> 4) & 7}.{number & 127}.{(number & 63) + 1}");
}
