using System.Globalization;

namespace ServerlessRef.FaultPlans.Queues;

/// <summary>
/// A queue in virtual time: at least once, and in any order unless it is FIFO. A received message is hidden for its visibility timeout; a receive
/// beyond the limit moves it to the dead-letter queue instead
/// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html).
/// </summary>
/// <param name="deadLetters">Where messages go that were received too often.</param>
/// <param name="mess">Shuffles, and delivers twice now and then; in order and once when null.</param>
internal sealed class VirtualQueue(string name, TimeProvider time, QueueOptions options, VirtualQueue? deadLetters = null, QueueMess? mess = null)
{
    private static readonly TimeSpan Deduplicates = TimeSpan.FromMinutes(5);

    private readonly List<Entry> _entries = [];
    private readonly Dictionary<(string? Group, string Id), (string Message, DateTimeOffset Until)> _sent = [];
    private int _ids;
    private int _handles;

    /// <summary>Runs when a message came in or may have become visible.</summary>
    public Action? Changed { get; set; }

    /// <summary>Every body ever sent to it.</summary>
    public HashSet<string> Bodies { get; } = new(StringComparer.Ordinal);

    /// <summary>Messages that ever came in.</summary>
    public int Arrivals { get; private set; }

    public QueueDepth Depth
    {
        get
        {
            var now = time.GetUtcNow();
            return new QueueDepth(
                _entries.Count(entry => entry.VisibleAt <= now),
                _entries.Count(entry => entry.VisibleAt > now && entry.Receives > 0),
                _entries.Count(entry => entry.VisibleAt > now && entry.Receives == 0));
        }
    }

    /// <summary>When the next hidden message becomes visible; null when none is hidden.</summary>
    public DateTimeOffset? NextVisibleAt =>
        _entries.Select(entry => (DateTimeOffset?)entry.VisibleAt).Where(at => at > time.GetUtcNow()).Min();

    /// <param name="group">Of a FIFO queue: its messages keep their order.</param>
    /// <param name="deduplicationId">Of a FIFO queue: within five minutes one message.</param>
    public string Send(string body, TimeSpan delay = default, string? group = null, string? deduplicationId = null)
    {
        var now = time.GetUtcNow();
        if (options.IsFifo && deduplicationId is not null && _sent.TryGetValue((group, deduplicationId), out var before) && before.Until > now)
        {
            return before.Message;
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"{name}-{++_ids}");
        if (options.IsFifo && deduplicationId is not null)
        {
            _sent[(group, deduplicationId)] = (id, now + Deduplicates);
        }

        Add(new Entry(id, body, group) { VisibleAt = now + delay });
        return id;
    }

    /// <summary>Receives up to <paramref name="most"/> messages.</summary>
    public IReadOnlyList<QueueMessage> Receive(int most)
    {
        var now = time.GetUtcNow();
        var received = new List<QueueMessage>();
        var isOrdered = options is { IsFifo: true, KeepsOrder: true };
        var locked = isOrdered ? _entries.Where(entry => entry.VisibleAt > now).Select(entry => entry.Group).ToHashSet(StringComparer.Ordinal) : [];
        var visible = _entries.Where(entry => entry.VisibleAt <= now && !locked.Contains(entry.Group)).ToList();
        if (!isOrdered)
        {
            mess?.Shuffle(visible);
        }

        foreach (var entry in visible)
        {
            if (received.Count == most)
            {
                break;
            }

            if (deadLetters is not null && entry.Receives >= options.MaxReceiveCount)
            {
                _entries.Remove(entry);
                deadLetters.Add(new Entry(entry.Id, entry.Body, entry.Group) { VisibleAt = now });
                continue;
            }

            entry.Receives++;
            entry.Handle = string.Create(CultureInfo.InvariantCulture, $"{entry.Id}/{++_handles}");
            entry.VisibleAt = now + ((isOrdered ? null : mess?.DeliversAgainSoon()) ?? options.Visibility);
            received.Add(new QueueMessage(entry.Id, entry.Handle, entry.Body, entry.Receives, entry.Group));
        }

        return received;
    }

    /// <summary>Deletes a message, if the handle is of its latest receive.</summary>
    public void Delete(string handle)
    {
        if (!options.IsFifo || mess?.LosesDeletion() != true)
        {
            _entries.RemoveAll(entry => entry.Handle == handle);
        }
    }

    /// <summary>Hides a received message for so long from now.</summary>
    public void ChangeVisibility(string handle, TimeSpan hidden)
    {
        if (_entries.Find(entry => entry.Handle == handle) is { } entry)
        {
            entry.VisibleAt = time.GetUtcNow() + hidden;
            Changed?.Invoke();
        }
    }

    private void Add(Entry entry)
    {
        _entries.Add(entry);
        Bodies.Add(entry.Body);
        Arrivals++;
        Changed?.Invoke();
    }

    private sealed class Entry(string id, string body, string? group)
    {
        public string Id { get; } = id;

        public string Body { get; } = body;

        public string? Group { get; } = group;

        public string? Handle { get; set; }

        public int Receives { get; set; }

        public DateTimeOffset VisibleAt { get; set; }
    }
}
