using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Mailbox;

/// <summary>Mails and SMS that left the local cloud's services: they go no further. The newest are kept, in memory.</summary>
internal sealed class Mailbox(Timeline timeline)
{
    private const int Capacity = 2000;

    private readonly Lock _lock = new();
    private readonly Queue<MailboxEntry> _entries = new(); // guarded by _lock
    private long _number; // guarded by _lock

    /// <summary>Newest first.</summary>
    public IReadOnlyList<MailboxEntry> Entries()
    {
        lock (_lock)
        {
            return [.. _entries.Reverse()];
        }
    }

    /// <param name="entry">Its number is given here.</param>
    public void Add(MailboxEntry entry)
    {
        // Whom it is to, the mailbox shows; a timeline has no people in it.
        timeline.Add("mail", entry.Subject ?? entry.Text, entry.Kind, entry.Time, text: $"{entry.CorrelationId} {entry.Text}");
        lock (_lock)
        {
            if (_entries.Count == Capacity)
            {
                _entries.Dequeue();
            }

            _entries.Enqueue(entry with { Number = ++_number, TraceId = timeline.Current is [var flow, ..] ? flow.TraceId : null });
        }
    }
}
