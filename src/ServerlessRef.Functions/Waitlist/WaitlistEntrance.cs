using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Functions.Waitlist;

/// <summary>What the holder of an entry does to it: join, accept an offer, leave. Each is one write or one transaction.</summary>
public sealed class WaitlistEntrance(Transactions transactions, SingleUpdates updates, WaitlistStore store, JobStore jobs, string tableName)
{
    // Places of the items in the transaction, and so of their cancellation reasons.
    private const int EntryPlace = 0;
    private const int GuardPlace = 1;
    private const int RegisteredPlace = 2;

    // An entry changes a handful of times in its life: more rounds mean that something else is wrong.
    private const int Rounds = 8;

    private readonly EntryWrites _entries = new(tableName);

    /// <summary>Accepts an entry with its job. Its place comes with the job.</summary>
    public async Task<JoinOutcome> JoinAsync(WaitlistEntry entry, Job job, CancellationToken cancellation)
    {
        var reasons = await transactions.TryCommitAsync(
            [_entries.Put(entry), _entries.PutGuard(entry), HasNoSeat(entry), new TransactWriteItem { Put = jobs.Writes.PutPending(job) }], cancellation);

        return reasons switch
        {
            null => new JoinOutcome.Joined(),
            _ when Transactions.Failed(reasons[EntryPlace]) => new JoinOutcome.Replayed(WaitlistItem.Read(reasons[EntryPlace].Item)),
            _ when Transactions.Failed(reasons[RegisteredPlace]) => new JoinOutcome.MailRegistered(),
            _ when Transactions.Failed(reasons[GuardPlace]) => new JoinOutcome.MailWaiting(),
            _ => throw new InvalidOperationException($"Entry {entry.Id} was refused for a reason that cannot be: {string.Join(", ", reasons.Select(reason => reason.Code))}."),
        };
    }

    /// <summary>Says yes to an offer. The entry as of then: accepted or promoted if it could, or could before.</summary>
    public async Task<WaitlistEntry?> AcceptAsync(WaitlistEntry entry, DateTimeOffset now, CancellationToken cancellation) =>
        await updates.TryAsync(_entries.Accept(entry, now), cancellation) is { } accepted
            ? WaitlistItem.Read(accepted)
            : await store.FindAsync(entry.EventId, entry.Id, cancellation);

    /// <summary>Leaves the line, or says no to an offer.</summary>
    /// <param name="entry">As read.</param>
    public async Task<LeaveOutcome> LeaveAsync(WaitlistEntry entry, DateTimeOffset now, CancellationToken cancellation)
    {
        var current = entry;
        for (var round = 0; round < Rounds; round++)
        {
            if (current.IsAnswered)
            {
                return new LeaveOutcome.Answered(current);
            }

            if (current.HasEnded)
            {
                return current.Status == WaitlistStatus.Declined ? new LeaveOutcome.Declined(current.TaskToken) : new LeaveOutcome.Gone();
            }

            // A declined entry's token may be stored a moment after it was read here: the next round reads it.
            if (await transactions.TryCommitAsync(await EndAsync(current, now, cancellation), cancellation) is null && current.Status != WaitlistStatus.Offered)
            {
                return new LeaveOutcome.Gone();
            }

            if (await store.FindAsync(entry.EventId, entry.Id, cancellation) is not { } next)
            {
                // Expired in between: its event is over, and with it everything that was to be deleted.
                return new LeaveOutcome.Gone();
            }

            current = next;
        }

        throw new DependencyBusyException($"Waitlist entry {entry.Id} changed in each of {Rounds} attempts to leave.");
    }

    // A job that was given up has its end, and asking for another would refuse every round. Begun again between the two, it finds nobody to place.
    private async Task<List<TransactWriteItem>> EndAsync(WaitlistEntry entry, DateTimeOffset now, CancellationToken cancellation) => entry.Status switch
    {
        WaitlistStatus.Queued => [_entries.End(entry, WaitlistStatus.Left), _entries.DeleteGuard(entry), .. await jobs.CancelUnfinishedAsync(entry.JobId, now, cancellation)],
        WaitlistStatus.Waiting => [_entries.End(entry, WaitlistStatus.Left), _entries.DeleteGuard(entry), _entries.DeletePlace(entry.EventId, entry.Position!.Value, entry.Id)],
        WaitlistStatus.Offered => [_entries.End(entry, WaitlistStatus.Declined), _entries.DeleteGuard(entry)],
        _ => throw new InvalidOperationException($"Waitlist entry {entry.Id} is {entry.Status}, which nobody can leave."),
    };

    // Reads nothing but whether the guard of a registration is there.
    private TransactWriteItem HasNoSeat(WaitlistEntry entry) => new()
    {
        ConditionCheck = new ConditionCheck
        {
            TableName = tableName,
            Key = ItemKey.MailGuard(entry.MailHash!),
            ConditionExpression = $"attribute_not_exists({TableSchema.PartitionKey})",
        },
    };
}
