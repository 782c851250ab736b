using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Functions.Waitlist;

/// <summary>Gives accepted entries their places, one after the other, and keeps a seat for them if one is left.</summary>
public sealed class WaitingLine(Transactions transactions, WaitlistStore store, JobStore jobs, SeatCounters counters, string tableName)
{
    // Place of the job in the transaction, and so of its cancellation reason.
    private const int JobPlace = 0;

    // Entries of one event come one by one; what changes the event's row in between is a seat or another delivery.
    private const int Rounds = 8;

    private readonly EntryWrites _entries = new(tableName);

    /// <summary>Puts a claimed job's entry at the end of the line and ends the job, in one transaction: a second delivery changes nothing.</summary>
    public async Task<JobEnd> AddAsync(Job claimed, CancellationToken cancellation)
    {
        for (var round = 0; round < Rounds; round++)
        {
            if (await store.FindAsync(claimed.EventId, claimed.SubjectId!, cancellation) is not { Status: WaitlistStatus.Queued } entry)
            {
                return await jobs.FindDoneByAsync(claimed, cancellation) is not null ? JobEnd.Written : JobEnd.EffectRefused;
            }

            var line = await store.ReadLineAsync(claimed.EventId, cancellation);
            var position = (line.Last ?? 0) + 1;
            List<TransactWriteItem> items =
            [
                new() { Update = jobs.Writes.Complete(claimed.Id, claimed.Fence, position.ToNumber().N) },
                _entries.BeginWaiting(entry, position),
                _entries.PutPlace(entry, position),
                .. MoveOn(line, position),
            ];

            var reasons = await transactions.TryCommitAsync(items, cancellation);
            if (reasons is null)
            {
                return JobEnd.Written;
            }

            if (Transactions.Failed(reasons[JobPlace]))
            {
                return await jobs.FindDoneByAsync(claimed, cancellation) is not null ? JobEnd.Written : JobEnd.Fenced;
            }

            // Somebody else was given this place meanwhile, or the entry was left: look again.
        }

        throw new DependencyBusyException($"The line of event {claimed.EventId} moved in each of {Rounds} attempts to add to it.");
    }

    /// <summary>
    /// Keeps a seat for the line if one is left, once for each entry. Somebody may have given one back between the moment the event was full
    /// and the moment it had a line; from then on such seats are kept when they are given back.
    /// </summary>
    /// <param name="entry">Waiting.</param>
    public async Task KeepSeatLeftAsync(WaitlistEntry entry, DateTimeOffset now, CancellationToken cancellation)
    {
        var line = await store.ReadLineAsync(entry.EventId, cancellation);
        for (var round = 1; round <= Rounds; round++)
        {
            if (line.Event.HasStarted(now) || SeatPools.Choose(await counters.ReadAsync(line.Event, cancellation), entry.Id, round) is not { } pool)
            {
                return;
            }

            var promotion = Promotion.OfEntry(entry, pool, now);
            var reasons = await transactions.TryCommitAsync([PromotionItem.Put(tableName, promotion), new() { Update = SeatWrites.Take(tableName, promotion.EventId, pool, now) }], cancellation);
            if (reasons is null || Transactions.Failed(reasons[0]))
            {
                return;
            }
        }

        throw new DependencyBusyException($"The seats left of event {entry.EventId} were taken in each of {Rounds} attempts to keep one.");
    }

    // From the first entry on each pool says that there is a line: whoever gives a seat back asks the pool it is of, and no row of all.
    private IEnumerable<TransactWriteItem> MoveOn(LineState line, int position)
    {
        var id = line.Event.Id;
        if (line.Last is { } last)
        {
            return [Set(ItemKey.Event(id), $"SET {LineState.LastAttribute} = :position", $"{LineState.LastAttribute} = :last", new() { [":position"] = position.ToNumber(), [":last"] = last.ToNumber() })];
        }

        var first = Set(
            ItemKey.Event(id),
            $"SET {LineState.LastAttribute} = :position, {SeatTransactions.Waitlisted} = :position",
            $"attribute_not_exists({LineState.LastAttribute}) AND attribute_exists({TableSchema.PartitionKey})",
            new() { [":position"] = position.ToNumber() });
        return Enumerable.Range(1, line.Event.Pools - 1)
            .Select(pool => Set(ItemKey.Pool(id, pool), $"SET {SeatTransactions.Waitlisted} = :position", $"attribute_exists({TableSchema.PartitionKey})", new() { [":position"] = position.ToNumber() }))
            .Prepend(first);
    }

    private TransactWriteItem Set(Dictionary<string, AttributeValue> key, string change, string condition, Dictionary<string, AttributeValue> values) => new()
    {
        Update = new Update { TableName = tableName, Key = key, UpdateExpression = change, ConditionExpression = condition, ExpressionAttributeValues = values },
    };
}
