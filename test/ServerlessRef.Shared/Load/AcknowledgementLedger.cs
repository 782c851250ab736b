using System.Collections.Concurrent;

namespace ServerlessRef.Shared.Load;

/// <summary>What a client was told about one request, under one idempotency key.</summary>
public sealed class LedgerEntry(string eventId, string key, bool isRegistration)
{
    public string EventId => eventId;

    public string Key => key;

    /// <summary>Else a waitlist entry, or a job an organiser started.</summary>
    public bool IsRegistration => isRegistration;

    /// <summary>Somebody who waits; the job is named by the row alone.</summary>
    public bool IsWaiting { get; init; }

    /// <summary>When the client asked first and when it was told yes, on a clock that all clients of the ledger share; 0: never.</summary>
    public int AskedAt { get; set; }

    /// <inheritdoc cref="AskedAt"/>
    public int ToldAt { get; set; }

    /// <summary>The id that was acknowledged (201, 202); null: none was.</summary>
    public string? Id { get; set; }

    /// <summary>The job behind it; null until acknowledged.</summary>
    public string? JobId { get; set; }

    /// <summary>Only the holder of it may cancel.</summary>
    public string? CancellationToken { get; set; }

    /// <summary>Code of the final refusal; null: none.</summary>
    public string? Refusal { get; set; }

    /// <summary>The client wants its seat no more, whether or not it was heard.</summary>
    public bool CancellationAsked { get; set; }

    /// <summary>The cancellation was acknowledged.</summary>
    public bool CancellationConfirmed { get; set; }

    /// <summary>The status somebody who waits was told when all was quiet; null: he did not look then.</summary>
    public string? ToldAtTheEnd { get; set; }

    /// <summary>Somebody who waits was told that the seat is his.</summary>
    public bool OfferAccepted { get; set; }
}

/// <summary>
/// The independent memory of what clients were told. It is written by clients alone, from answers alone, so that it can be held
/// against the table without trusting the code that wrote the table.
/// </summary>
public sealed class AcknowledgementLedger
{
    private readonly ConcurrentDictionary<string, LedgerEntry> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CoverEntry> _covers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _contradictions = [];
    private int _sent;
    private int _retried;
    private int _clock;

    public IEnumerable<LedgerEntry> Entries => _entries.Values;

    public IEnumerable<CoverEntry> Covers => _covers.Values;

    /// <summary>Requests, each repeat counted.</summary>
    public int Sent => _sent;

    public int Retried => _retried;

    public int Accepted => _entries.Values.Count(entry => entry.Id is not null);

    public int Refused => _entries.Values.Count(entry => entry.Id is null && entry.Refusal is not null);

    /// <summary>Answers that cannot both be true.</summary>
    public IReadOnlyCollection<string> Contradictions => _contradictions;

    public LedgerEntry Open(string eventId, string key, bool isRegistration) => _entries.GetOrAdd(key, new LedgerEntry(eventId, key, isRegistration));

    /// <summary>Somebody joins a line.</summary>
    public LedgerEntry OpenWaiting(string eventId, string key) => _entries.GetOrAdd(key, _ => new LedgerEntry(eventId, key, isRegistration: false) { IsWaiting = true, AskedAt = Tick() });

    /// <summary>An organiser begins an upload.</summary>
    public CoverEntry OpenCover(string eventId, string key, bool isPicture) => _covers.GetOrAdd(key, _ => new CoverEntry(eventId, key, isPicture) { AskedAt = Tick() });

    /// <summary>Later than everything before.</summary>
    public int Tick() => Interlocked.Increment(ref _clock);

    public void CountSent() => Interlocked.Increment(ref _sent);

    public void CountRetry() => Interlocked.Increment(ref _retried);

    public void Acknowledge(LedgerEntry entry, string id, string? jobId, string? cancellationToken)
    {
        lock (entry)
        {
            if (entry.Id is { } known && (known != id || entry.JobId != jobId))
            {
                _contradictions.Enqueue($"Key {entry.Key} was acknowledged as {known} and as {id}");
            }

            (entry.Id, entry.JobId, entry.CancellationToken) = (id, jobId, cancellationToken);
        }
    }

    public void Refuse(LedgerEntry entry, string code)
    {
        lock (entry)
        {
            // A cancelled registration's key is refused from then on; everything else that was accepted stays accepted.
            if (entry.Id is not null && !entry.CancellationAsked)
            {
                _contradictions.Enqueue($"Key {entry.Key} was acknowledged as {entry.Id} and then refused as {code}");
            }

            entry.Refusal = code;
        }
    }
}
