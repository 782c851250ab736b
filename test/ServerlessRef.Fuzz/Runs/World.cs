using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessRef.Fuzz.Requests;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Fuzz.Runs;

/// <summary>What exists for one lane before it begins: an organiser with two events, people with seats, a job. Fills the names in requests in.</summary>
internal sealed partial class World
{
    private const int People = 8;
    private const int Waiting = 4;

    private readonly List<(string Id, string Token)> _registrations = [];
    private readonly List<(string Id, string Token)> _entries = [];
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
        foreach (var (index, capacity) in new[] { 100_000, 1 }.Index())
        {
            var created = Expect(await client.CreateEventAsync(organiser, $"{name}-world-event-{index}", $"Event {index} of {name}", capacity, new DateTimeOffset(2098, 1, 1, 0, 0, 0, TimeSpan.Zero)), HttpStatusCode.Created);
            ledger.Accept("createEvent", created);
            events.Add(created.GetProperty("id").GetString()!);
        }

        var ticketJob = "";
        for (var person = 0; person <= People; person++)
        {
            var (who, address) = ($"Person {person} of {name}", $"person{person}@{name}.example");
            var registered = Expect(await client.RegisterAsync(events[person == People ? 1 : 0], $"{name}-world-person-{person}", who, address, $"10.1.{person}.1"), HttpStatusCode.Created);
            ledger.Accept("register", registered);
            world._registrations.Add((registered.GetProperty("id").GetString()!, registered.GetProperty("cancellationToken").GetString()!));
            world.Private.AddRange([who, address, registered.GetProperty("cancellationToken").GetString()!]);
            ticketJob = registered.GetProperty("ticketJobId").GetString()!;
        }

        for (var person = 0; person < Waiting; person++)
        {
            var (who, address) = ($"Waiting {person} of {name}", $"waiting{person}@{name}.example");
            var joined = Expect(await client.JoinAsync(events[1], $"{name}-world-waiting-{person}", who, address, $"10.2.{person}.1"), HttpStatusCode.Accepted);
            ledger.Accept("joinWaitlist", joined);
            world._entries.Add((joined.GetProperty("id").GetString()!, joined.GetProperty("cancellationToken").GetString()!));
            world.Private.AddRange([who, address, joined.GetProperty("cancellationToken").GetString()!]);
        }

        var job = Expect(await client.CreateJobAsync(organiser, $"{name}-world-export-1", events[0], "attendee-export"), HttpStatusCode.Accepted);
        ledger.Accept("createJob", job);
        world._jobs.Add(job.GetProperty("id").GetString()!);

        var list = await client.GetAsync("v1/events?limit=1");
        world._names["{cursor}"] = Uri.EscapeDataString(list.Json.TryGetProperty("nextCursor", out var cursor) ? cursor.GetString()! : "");
        world._names["{event}"] = events[0];
        world._names["{full}"] = events[1];
        world._names["{ticketJob}"] = ticketJob;
        world._names["{foreign}"] = stranger?._names["{event}"] ?? events[0];
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

    public FuzzRequest Fill(FuzzRequest request) => request.Map(Fill);

    private static JsonElement Expect(Answer answer, HttpStatusCode status) =>
        answer.Status == status ? answer.Json : throw new InvalidOperationException($"The world could not be made: {answer.Status} {answer.Body}");

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
            "entry" => _entries[number % Waiting].Id,
            "waitToken" => _entries[number % Waiting].Token,
            "job" => _jobs[number % _jobs.Count],
            var name => _names[$"{{{name}}}"],
        };
    });

    [GeneratedRegex(@"\{(?<name>event|full|foreign|foreignJob|registration|token|entry|waitToken|job|ticketJob|organiser|stranger|expired|unsigned|changed|otherPool|cursor)(?::(?<number>\d+))?\}")]
    private static partial Regex Name();
}
