using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessRef.Fuzz.Requests;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Fuzz.Runs;

/// <summary>What exists for one lane before it begins: an organiser with two events, people with seats, a line with an offer, a job. Fills the names in requests in.</summary>
internal sealed partial class World
{
    private const int People = 8;
    private const int Full = 2;
    private const int Waiting = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<(string Id, string Token)> _registrations = [];
    private List<(string Id, string Token)> _entries = [];
    private List<(string Id, string Token)> _offered = [];
    private List<(string Id, string Token)> _seats = [];
    private readonly List<string> _jobs = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private World()
    {
    }

    /// <summary>Names and mail addresses of people who signed up here, and every secret: none of them belongs into a refusal.</summary>
    public List<string> Private { get; } = [];

    /// <param name="stranger">Somebody else's world, for tokens and events this lane's organiser may not use; null: there is none yet.</param>
    public static async Task<World> CreateAsync(ServiceClient client, Ledger ledger, string name, World? stranger)
    {
        var world = new World();
        var mail = $"{name}@organisers.example";
        var organiser = await client.SignInAsync(mail);
        var events = new List<string>();
        foreach (var (index, capacity) in new[] { 100_000, Full }.Index())
        {
            var created = await ExpectAsync(() => client.CreateEventAsync(organiser, $"{name}-world-event-{index}", $"Event {index} of {name}", capacity, new DateTimeOffset(2098, 1, 1, 0, 0, 0, TimeSpan.Zero)), HttpStatusCode.Created);
            ledger.Accept("createEvent", created);
            events.Add(created.GetProperty("id").GetString()!);
        }

        for (var person = 0; person < Full; person++)
        {
            await world.RegisterAsync(client, ledger, events[1], $"{name}-world-seat-{person}", $"Seated {person} of {name}", $"seated{person}@{name}.example", $"10.3.{person}.1", world._seats);
        }

        for (var person = 0; person < Waiting; person++)
        {
            var (who, address) = ($"Waiting {person} of {name}", $"waiting{person}@{name}.example");
            var joined = await ExpectAsync(() => client.JoinAsync(events[1], $"{name}-world-waiting-{person}", who, address, $"10.2.{person}.1"), HttpStatusCode.Accepted);
            ledger.Accept("joinWaitlist", joined);
            world._entries.Add((joined.GetProperty("id").GetString()!, joined.GetProperty("cancellationToken").GetString()!));
            world.Private.AddRange([who, address, joined.GetProperty("cancellationToken").GetString()!]);
        }

        // Whoever came first gets an offer while the rest is made.
        var (given, proof) = world._seats[0];
        await ExpectAsync(() => client.CancelAsync(events[1], given, proof, "10.3.0.1"), HttpStatusCode.NoContent);
        ledger.Accept("cancelRegistration", default, given);

        for (var person = 0; person < People; person++)
        {
            await world.RegisterAsync(client, ledger, events[0], $"{name}-world-person-{person}", $"Person {person} of {name}", $"person{person}@{name}.example", $"10.1.{person}.1", world._registrations);
        }

        var job = await ExpectAsync(() => client.CreateJobAsync(organiser, $"{name}-world-export-1", events[0], "attendee-export"), HttpStatusCode.Accepted);
        ledger.Accept("createJob", job);
        world._jobs.Add(job.GetProperty("id").GetString()!);

        // Requests that take an offer are few: it is there before the first of them, however long the way to it.
        var (first, firstProof) = world._entries[0];
        await ServiceClient.UntilAsync(
            () => client.GetWaitlistEntryAsync(events[1], first, firstProof, "10.2.0.1"),
            answer => answer.Status == HttpStatusCode.OK && answer.Json.GetProperty("status").GetString() == "offered",
            Patience);

        var list = await client.GetAsync("v1/events?limit=1");
        world._names["{cursor}"] = Uri.EscapeDataString(list.Json.TryGetProperty("nextCursor", out var cursor) ? cursor.GetString()! : "");
        world._names["{event}"] = events[0];
        world._names["{full}"] = events[1];
        world._names["{foreign}"] = stranger?._names["{event}"] ?? events[0];
        world._names["{foreignFull}"] = stranger?._names["{full}"] ?? events[1];
        world._names["{foreignEntry}"] = (stranger ?? world)._entries[0].Id;
        world._names["{foreignJob}"] = stranger?._jobs[0] ?? world._jobs[0];
        world._names["{organiser}"] = organiser;
        world._names["{stranger}"] = await client.SignInAsync("stranger@organisers.example");
        world._names["{expired}"] = await ExpiredAsync(client, mail);
        world._names["{unsigned}"] = $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{organiser.Split('.')[1]}.";
        world._names["{changed}"] = Changed(organiser);
        world._names["{otherPool}"] = SignedByAnotherKey(organiser);
        world.Private.AddRange(world._names.Where(entry => entry.Key is "{organiser}" or "{stranger}" or "{expired}").Select(entry => entry.Value));
        world.Private.AddRange(stranger?.Private ?? []);
        return world;
    }

    /// <summary>Whom the names of the line stand for from now on.</summary>
    /// <param name="rows">The table's items, by partition.</param>
    public void Look(ILookup<string, Row> rows, Ledger ledger)
    {
        var known = rows[$"EVENT#{_names["{full}"]}"].Where(row => (row.IsEntry || row.IsRegistration) && ledger.TokenOf(row.Id) is not null).OrderBy(row => row.Id, StringComparer.Ordinal).ToList();
        _entries = Of(row => row.IsEntry);
        _offered = Of(row => row.Status == "offered");
        _seats = Of(row => row is { IsRegistration: true, Status: "confirmed" });

        List<(string, string)> Of(Func<Row, bool> which) => [.. known.Where(which).Select(row => (row.Id, ledger.TokenOf(row.Id)!))];
    }

    public FuzzRequest Fill(FuzzRequest request) => request.Map(Fill);

    private async Task RegisterAsync(ServiceClient client, Ledger ledger, string eventId, string key, string who, string address, string viewer, List<(string, string)> registrations)
    {
        var registered = await ExpectAsync(() => client.RegisterAsync(eventId, key, who, address, viewer), HttpStatusCode.Created);
        ledger.Accept("register", registered);
        registrations.Add((registered.GetProperty("id").GetString()!, registered.GetProperty("cancellationToken").GetString()!));
        Private.AddRange([who, address, registered.GetProperty("cancellationToken").GetString()!]);
        _names["{ticketJob}"] = registered.GetProperty("ticketJobId").GetString()!;
    }

    // As a client does that is told to come again: a machine at its limit makes a world slowly, and makes it.
    private static async Task<JsonElement> ExpectAsync(Func<Task<Answer>> send, HttpStatusCode status)
    {
        var answer = await ServiceClient.RetryAsync(send, () => { });
        return answer.Status != status ? throw new InvalidOperationException($"The world could not be made: {answer.Status} {answer.Body}")
            : answer.Body.Length == 0 ? default
            : answer.Json;
    }

    private static async Task<string> ExpiredAsync(ServiceClient client, string mail)
    {
        var answer = await client.SendAsync(HttpMethod.Post, "_local/sign-in", new Dictionary<string, object> { ["email"] = mail, ["lifetimeSeconds"] = 0 });
        return answer.Json.GetProperty("idToken").GetString()!;
    }

    /// <summary>Another subject under the old signature.</summary>
    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var claims = Encoding.UTF8.GetString(Decode(parts[1])).Replace("\"sub\":\"", "\"sub\":\"x", StringComparison.Ordinal);
        return $"{parts[0]}.{Encode(claims)}.{parts[2]}";
    }

    /// <summary>As another pool would sign it: its issuer, its key, everything else right.</summary>
    private static string SignedByAnotherKey(string token)
    {
        var parts = token.Split('.');
        var claims = Encode(Encoding.UTF8.GetString(Decode(parts[1])).Replace("amazonaws.com/", "amazonaws.com/other", StringComparison.Ordinal));
        using var key = RSA.Create(2048);
        var signature = key.SignData(Encoding.ASCII.GetBytes($"{parts[0]}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{parts[0]}.{claims}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static byte[] Decode(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);

    private string Fill(string text) => Name().Replace(text, match =>
    {
        var number = match.Groups["number"].Success ? int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) : 0;
        return match.Groups["name"].Value switch
        {
            "registration" => _registrations[number % People].Id,
            "token" => _registrations[number % People].Token,
            "entry" => Of(_entries, number).Id,
            "waitToken" => Of(_entries, number).Token,
            "offered" => Of(_offered, number).Id,
            "offeredToken" => Of(_offered, number).Token,
            "seat" => Of(_seats, number).Id,
            "seatToken" => Of(_seats, number).Token,
            "job" => _jobs[number % _jobs.Count],
            var name => _names[$"{{{name}}}"],
        };
    });

    // Nobody has an offer, or all seats of the line are given back: somebody of whom that is not true.
    private (string Id, string Token) Of(List<(string Id, string Token)> those, int number) => those.Count > 0 ? those[number % those.Count] : _entries[number % _entries.Count];

    [GeneratedRegex(@"\{(?<name>event|full|foreign|foreignFull|foreignEntry|foreignJob|registration|token|entry|waitToken|offered|offeredToken|seat|seatToken|job|ticketJob|organiser|stranger|expired|unsigned|changed|otherPool|cursor)(?::(?<number>\d+))?\}")]
    private static partial Regex Name();
}
