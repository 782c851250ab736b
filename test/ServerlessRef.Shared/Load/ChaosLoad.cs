using System.Diagnostics;
using System.Globalization;

namespace ServerlessRef.Shared.Load;

/// <summary>
/// Mixed load, repeatable from its seed: seats of large events, last seats of small ones, double clicks, cancellations, exports, and
/// clients that give up.
/// </summary>
/// <param name="jobs">Ends after so many accepted.</param>
public sealed class ChaosLoad(LedgerClient clients, string organiser, int seed, int jobs, TimeSpan longest, int atOnce = 48)
{
    private const int LargeEvents = 16;
    private const int SmallEvents = 8;
    private const int LargeCapacity = 100_000;
    private const int SmallCapacity = 40;
    private const int ImpatientAttempts = 1;

    private string[] _large = [];
    private string[] _small = [];
    private int _next;

    public async Task RunAsync(Action<string> progress, CancellationToken cancellation = default)
    {
        var run = string.Create(CultureInfo.InvariantCulture, $"{seed:x8}-{Stopwatch.GetTimestamp():x}");
        _large = await CreateAsync(run, "large", LargeEvents, LargeCapacity);
        _small = await CreateAsync(run, "small", SmallEvents, SmallCapacity);
        var watch = Stopwatch.StartNew();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(longest);
        var reporting = ReportAsync(progress, watch, end.Token);
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => ActAsync(run, end)));
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
            case < 70:
                await clients.RegisterAsync(large, key, mail);
                break;
            case < 78:
                await clients.RegisterAsync(small, key, mail);
                break;
            case < 86:
                await Task.WhenAll(clients.RegisterAsync(large, key, mail), clients.RegisterAsync(large, key, mail));
                break;
            case < 94:
                if (await clients.RegisterAsync(dice % 2 == 0 ? large : small, key, mail) is { Id: not null } entry)
                {
                    await clients.CancelAsync(entry);
                }

                break;
            case < 96:
                await clients.StartJobAsync(organiser, small, key);
                break;
            default:
                await clients.RegisterAsync(large, key, mail, ImpatientAttempts);
                break;
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
