using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ServerlessRef.Shared.Load;

/// <summary>
/// Mixed load, repeatable from its seed: seats of large events, last seats of small ones, lines for those with their offers taken, declined
/// and ignored, double clicks, cancellations, exports, covers good and bad, and clients that give up.
/// </summary>
/// <param name="jobs">Ends after so many accepted.</param>
public sealed class ChaosLoad(LedgerClient clients, string organiser, int seed, int jobs, TimeSpan longest, int atOnce = 48)
{
    private const int LargeEvents = 16;
    private const int SmallEvents = 8;
    private const int LargeCapacity = 100_000;
    private const int ImpatientAttempts = 1;

    // So that they are full early on, whatever a machine can do.
    private readonly int _smallCapacity = Math.Clamp(jobs / 250, 2, 40);

    /// <summary>Few, so that uploads of one event overtake each other.</summary>
    private const int EventsWithCovers = 4;

    /// <summary>How often somebody in a line looks whether it is his turn, and how long.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);
    private const int Looks = 15;

    private readonly ConcurrentQueue<LedgerEntry> _holders = []; // of seats of small events
    private readonly ConcurrentBag<Task> _inLine = [];

    private string[] _large = [];
    private string[] _small = [];
    private int _next;

    public async Task RunAsync(Action<string> progress, CancellationToken cancellation = default)
    {
        var run = string.Create(CultureInfo.InvariantCulture, $"{seed:x8}-{Stopwatch.GetTimestamp():x}");
        _large = await CreateAsync(run, "large", LargeEvents, LargeCapacity);
        _small = await CreateAsync(run, "small", SmallEvents, _smallCapacity);
        var watch = Stopwatch.StartNew();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(longest);
        var reporting = ReportAsync(progress, watch, end.Token);
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => ActAsync(run, end)));
        await Task.WhenAll(_inLine);
        await end.CancelAsync();
        await reporting;
    }

    private Task<string[]> CreateAsync(string run, string kind, int count, int capacity) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => clients.CreateEventAsync(organiser, $"event-{kind}-{run}-{i}", capacity)));

    private async Task ActAsync(string run, CancellationTokenSource end)
    {
        while (!end.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _next);
            await ActOnceAsync(number, $"{run}-{number:x8}");
            if (number % 64 == 0 && clients.Ledger.Accepted >= jobs)
            {
                await end.CancelAsync();
            }
        }
    }

    private async Task ActOnceAsync(int number, string key)
    {
        var dice = Mix(number);
        var mail = $"{key}@example.org";
        var large = _large[dice % LargeEvents];
        var small = _small[dice / 100 % SmallEvents];
        switch (dice / 1000 % 100)
        {
            case < 62:
                await clients.RegisterAsync(large, key, mail);
                break;
            case < 70:
                await TakeSeatAsync(small, key, mail);
                break;
            case < 77:
                await Task.WhenAll(clients.RegisterAsync(large, key, mail), clients.RegisterAsync(large, key, mail));
                break;
            case < 84:
                if (await clients.RegisterAsync(dice % 2 == 0 ? large : small, key, mail) is { Id: not null } entry)
                {
                    await clients.CancelAsync(entry);
                }

                break;
            case < 86:
                if (_holders.TryDequeue(out var holder))
                {
                    await clients.CancelAsync(holder);
                }

                break;
            case < 90:
                if (await clients.JoinAsync(small, key, mail) is { Id: not null } waiting)
                {
                    _inLine.Add(WaitAsync(waiting, dice / 100_000 % 10, $"{key}-answer"));
                }

                break;
            case < 92:
                var isPicture = dice / 100_000 % 4 > 0;
                await clients.UploadAsync(organiser, _large[dice % EventsWithCovers], key, isPicture ? Picture.Make(number) : Picture.Spoil(number), isPicture);
                break;
            case < 94:
                await clients.StartJobAsync(organiser, small, key);
                break;
            default:
                await clients.RegisterAsync(large, key, mail, ImpatientAttempts);
                break;
        }
    }

    private async Task TakeSeatAsync(string eventId, string key, string mail)
    {
        if (await clients.RegisterAsync(eventId, key, mail) is { Id: not null } seat)
        {
            _holders.Enqueue(seat);
        }
    }

    // Half take what they are offered, some say no, some never answer, one leaves before.
    private async Task WaitAsync(LedgerEntry entry, int character, string key)
    {
        if (character == 0)
        {
            await clients.LeaveAsync(entry);
            return;
        }

        for (var look = 0; look < Looks; look++)
        {
            await Task.Delay(BetweenLooks);
            var status = await clients.LookAsync(entry);
            if (status is not (null or "queued" or "failed" or "waiting" or "offered"))
            {
                return;
            }

            if (status == "offered")
            {
                await (character switch { <= 5 => clients.AcceptAsync(entry, key), <= 7 => clients.LeaveAsync(entry), _ => Task.CompletedTask });
                return;
            }
        }
    }

    private async Task ReportAsync(Action<string> progress, Stopwatch watch, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(10), cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var ledger = clients.Ledger;
            progress(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed:mm\\:ss}  {ledger.Sent} sent, {ledger.Accepted} accepted, {ledger.Refused} refused, {ledger.Retried} retried"));
        }
    }

    private int Mix(int number)
    {
        var value = unchecked((((uint)seed * 0x9E3779B9u) ^ (uint)number) * 0x85EBCA6Bu);
        value = (value ^ (value >> 13)) * 0xC2B2AE35u;
        return (int)((value ^ (value >> 16)) & int.MaxValue);
    }
}
