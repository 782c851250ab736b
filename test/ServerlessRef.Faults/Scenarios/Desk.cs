using System.Diagnostics;
using System.Globalization;
using System.Net;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Faults.Scenarios;

/// <summary>The sign-up desk as one test uses it: clients with a ledger, a fault plan, and the verdict at the end.</summary>
internal sealed class Desk : IDisposable
{
    /// <summary>Address of those who wait.</summary>
    public const string Viewer = "10.8.8.8";

    /// <summary>Of the verdict, before the sweeper's clock goes ahead once more.</summary>
    private static readonly TimeSpan BetweenHours = TimeSpan.FromSeconds(25);

    private const int Hours = 4;

    private readonly ServiceClient _client;
    private readonly string _run = Stopwatch.GetTimestamp().ToString("x16", CultureInfo.InvariantCulture);
    private int _keys;

    private Desk(Uri address)
    {
        _client = new ServiceClient(address);
        Console = new LocalConsoleClient(_client);
        Clients = new LedgerClient(_client, Ledger, TimeSpan.FromMilliseconds(250));
    }

    public AcknowledgementLedger Ledger { get; } = new();

    public LedgerClient Clients { get; }

    public LocalConsoleClient Console { get; }

    public ServiceClient Service => _client;

    public string Organiser { get; private set; } = "";

    public string EventId { get; private set; } = "";

    /// <param name="seats">Of the one event the test is about.</param>
    public static async Task<Desk> OpenAsync(Uri address, int seats = 100)
    {
        var desk = new Desk(address);
        desk.Organiser = await desk._client.SignInAsync("organiser@example.org");
        desk.EventId = await desk.Clients.CreateEventAsync(desk.Organiser, desk.Key(), seats);
        return desk;
    }

    /// <summary>A new idempotency key.</summary>
    public string Key() => string.Create(CultureInfo.InvariantCulture, $"scenario-{_run}-{Interlocked.Increment(ref _keys):D4}");

    /// <summary>A rule of a fault plan.</summary>
    public static Dictionary<string, object> Rule(string function, string service, string action, string when, string kind, params (string Name, object Value)[] more)
    {
        var rule = new Dictionary<string, object> { ["service"] = service, ["action"] = action, ["function"] = function, ["when"] = when, ["kind"] = kind };
        foreach (var (name, value) in more)
        {
            rule[name] = value;
        }

        if (!rule.ContainsKey("probability"))
        {
            rule.TryAdd("nth", 1);
        }

        return rule;
    }

    /// <summary>Uploads a cover of the desk's event, or of another one.</summary>
    /// <param name="isPicture">False: a file that has to be refused.</param>
    public Task<CoverEntry> UploadAsync(string? eventId = null, bool isPicture = true)
    {
        var number = Interlocked.Increment(ref _keys);
        return Clients.UploadAsync(Organiser, eventId ?? EventId, Key(), isPicture ? Picture.Make(number) : Picture.Spoil(number), isPicture);
    }

    /// <summary>Somebody new joins the line.</summary>
    public Task<LedgerEntry> JoinAsync(string? eventId = null)
    {
        var key = Key();
        return Clients.JoinAsync(eventId ?? EventId, key, $"{key}@example.org");
    }

    /// <summary>Puts a message into the workers' queue, as if a job's came once more.</summary>
    public async Task SendToWorkersAsync(string body)
    {
        var queue = (await Console.QueuesAsync()).EnumerateArray().Select(q => q.GetProperty("name").GetString()!).Single(name => name.Contains("JobsQueue", StringComparison.OrdinalIgnoreCase));
        await Service.SendAsync(HttpMethod.Post, $"_local/queues/{queue}/messages", new Dictionary<string, string> { ["body"] = body });
    }

    public Task<string> CreateEventAsync(int seats) => Clients.CreateEventAsync(Organiser, Key(), seats);

    /// <summary>Ids of the notices in the mailbox that are about an event, each as often as it came.</summary>
    public async Task<List<string>> NoticesAsync(string eventId) =>
        [.. (await Console.MailAsync()).Where(mail => mail.GetProperty("text").GetString()!.Contains(eventId, StringComparison.Ordinal)).Select(mail => mail.GetProperty("correlationId").GetString()!)];

    public Task FaultsAsync(params Dictionary<string, object>[] rules) =>
        Console.SetFaultsAsync(new Dictionary<string, object> { ["seed"] = 1, ["rules"] = rules });

    /// <summary>A new person joins the line, and has a place in it.</summary>
    public async Task<LedgerEntry> JoinAsync()
    {
        var key = Key();
        var entry = await Clients.JoinAsync(EventId, key, $"{key}@example.org");
        await UntilAsync(entry, "waiting");
        return entry;
    }

    /// <summary>Takes the seat offered.</summary>
    public Task<Answer> AcceptAsync(LedgerEntry entry) =>
        ServiceClient.RetryAsync(() => Service.AcceptOfferAsync(EventId, entry.Id!, entry.CancellationToken!, Key(), Viewer), () => { });

    /// <summary>Waits until the holder of an entry is told so.</summary>
    public Task UntilAsync(LedgerEntry entry, string status) => ServiceWait.UntilAsync(async () =>
        await Service.GetWaitlistEntryAsync(EventId, entry.Id!, entry.CancellationToken!, Viewer) is { Status: HttpStatusCode.OK } answer
        && answer.Json.GetProperty("status").GetString() == status);

    /// <summary>Signs a new person up, patiently unless told otherwise.</summary>
    public Task<LedgerEntry> RegisterAsync(int attempts = 60)
    {
        var key = Key();
        return Clients.RegisterAsync(EventId, key, $"{key}@example.org", attempts);
    }

    /// <summary>Ends all faults, waits until nothing moves any more, and compares the books.</summary>
    /// <param name="afterPowerCut">What only its memory held is gone.</param>
    public async Task<LedgerVerdict> VerdictAsync(bool afterPowerCut = false)
    {
        // The sweeper's clock goes ahead, so that what waits a minute for it need not; and again, for a job it has sent once and that was left to it since.
        var drained = false;
        for (var hour = 1; hour <= Hours && !drained; hour++)
        {
            await Console.SetFaultsAsync(new Dictionary<string, object> { ["clockOffsets"] = new Dictionary<string, int> { ["Sweeper"] = hour * 3_600 } });
            drained = await Console.DrainAsync(BetweenHours);
        }

        var verdict = await Console.JudgeAsync(Ledger, afterPowerCut);
        await Console.SetFaultsAsync(new Dictionary<string, object>());
        Assert.True(drained, $"Still at work after {Hours * BetweenHours}: {string.Join('\n', verdict.Violations.Take(5))}");
        return verdict;
    }

    public void Dispose() => _client.Dispose();
}
