using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Functions.Jobs;

/// <summary>The rows of jobs. No method here sends anything: callers keep the order of docs/architecture.md, section 3.</summary>
public sealed class JobStore(IAmazonDynamoDB database, string tableName, TimeProvider time)
{
    // A ticket's transaction meets at most the cancellation of its registration.
    private const int TransactionAttempts = 5;

    private static readonly HashSet<string> Transient = new(StringComparer.Ordinal) { "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded" };

    private readonly SingleUpdates _updates = new(database);

    /// <summary>The writes, for callers that make them part of a transaction.</summary>
    public JobWrites Writes { get; } = new(tableName);

    /// <summary>The job as of now, or null.</summary>
    public async Task<Job?> FindAsync(string jobId, CancellationToken cancellation) =>
        await database.FindAsync(tableName, JobItem.Key(jobId), cancellation) is { } item ? JobItem.Read(item) : null;

    /// <summary>Accepts a job. Null once written; the job that already has this id otherwise.</summary>
    public async Task<Job?> PutPendingAsync(Job job, CancellationToken cancellation)
    {
        var put = Writes.PutPending(job);

        try
        {
            await database.PutItemAsync(
                new PutItemRequest { TableName = put.TableName, Item = put.Item, ConditionExpression = put.ConditionExpression }, cancellation);
            return null;
        }
        catch (ConditionalCheckFailedException)
        {
            return await FindAsync(job.Id, cancellation)
                ?? throw new InvalidDataException($"Job {job.Id} exists and cannot be read; jobs are never deleted.");
        }
    }

    /// <summary>Takes a job for <paramref name="lease"/>.</summary>
    public async Task<JobClaim> ClaimAsync(string jobId, TimeSpan lease, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var claimed = await TryUpdateAsync(Writes.Claim(jobId, now, lease), cancellation);

        if (claimed is not null)
        {
            return new JobClaim.Taken(claimed);
        }

        return await FindAsync(jobId, cancellation) switch
        {
            null => new JobClaim.Unknown(),
            { IsFinished: true } job => new JobClaim.Finished(job.Status),
            _ => new JobClaim.Busy(),
        };
    }

    /// <summary>Ends a claimed job whose effect lies outside the table and carries the fence in its name.</summary>
    public async Task<JobEnd> CompleteAsync(Job claimed, string result, CancellationToken cancellation) =>
        await TryUpdateAsync(Writes.Complete(claimed.Id, claimed.Fence, result), cancellation) is not null
        || await IsDoneByAsync(claimed, result, cancellation)
            ? JobEnd.Written
            : JobEnd.Fenced;

    /// <summary>Ends a claimed job together with its effect in the table, in one transaction.</summary>
    public Task<JobEnd> CompleteWithAsync(Job claimed, string result, Update effect, CancellationToken cancellation) =>
        CompleteWithAsync(claimed, result, effect, next: null, cancellation);

    /// <summary>Ends a claimed job together with its effect in the table, and accepts the job that comes after it, in one transaction.</summary>
    /// <param name="next">Pending; null: none comes after it.</param>
    public async Task<JobEnd> CompleteWithAsync(Job claimed, string result, Update effect, Job? next, CancellationToken cancellation)
    {
        List<TransactWriteItem> items = [new() { Update = Writes.Complete(claimed.Id, claimed.Fence, result) }, new() { Update = effect }];
        if (next is not null)
        {
            // On no condition: only the end of the job before makes it, and that has one.
            items.Add(new() { Put = new Put { TableName = tableName, Item = JobItem.WritePending(next) } });
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await database.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = items }, cancellation);
                return JobEnd.Written;
            }
            catch (TransactionCanceledException refused) when (Reason(refused, 0) == Transactions.ConditionFailed)
            {
                return await IsDoneByAsync(claimed, result, cancellation) ? JobEnd.Written : JobEnd.Fenced;
            }
            catch (TransactionCanceledException refused) when (Reason(refused, 1) == Transactions.ConditionFailed)
            {
                return JobEnd.EffectRefused;
            }
            catch (TransactionCanceledException refused) when (attempt < TransactionAttempts && refused.CancellationReasons.Exists(reason => Transient.Contains(reason.Code ?? string.Empty)))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(25 << attempt), time, cancellation);
            }
        }
    }

    /// <summary>
    /// The job, if this claim of it has ended it as done; null otherwise. A write whose answer was lost is repeated and then refused by its own
    /// first success.
    /// </summary>
    public async Task<Job?> FindDoneByAsync(Job claimed, CancellationToken cancellation) =>
        await FindAsync(claimed.Id, cancellation) is { Status: JobStatus.Done } job && job.Fence == claimed.Fence ? job : null;

    /// <summary>Ends a claimed job as failed.</summary>
    public async Task<JobEnd> FailAsync(Job claimed, string error, CancellationToken cancellation) =>
        await TryUpdateAsync(Writes.Fail(claimed.Id, claimed.Fence, error, time.GetUtcNow()), cancellation) is not null
        || await FindAsync(claimed.Id, cancellation) is { Status: JobStatus.Failed } job && job.Fence == claimed.Fence
            ? JobEnd.Written
            : JobEnd.Fenced;

    /// <summary>Ends a job nobody holds as failed. False when it is held, finished or unknown.</summary>
    public async Task<bool> FailUnheldAsync(string jobId, string error, CancellationToken cancellation) =>
        await TryUpdateAsync(Writes.FailUnheld(jobId, error, time.GetUtcNow()), cancellation) is not null;

    /// <summary>What ends a job as cancelled, for a caller's transaction; nothing when it has ended already. Refused when it ends in between: then ask again.</summary>
    public async Task<IReadOnlyList<TransactWriteItem>> CancelUnfinishedAsync(string jobId, DateTimeOffset now, CancellationToken cancellation) =>
        await FindAsync(jobId, cancellation) is { IsFinished: false }
            ? [new() { Update = Writes.FailUnfinished(jobId, JobErrors.Cancelled, now) }]
            : [];

    /// <summary>Makes a failed job pending again. False when it is not failed.</summary>
    public async Task<bool> ReopenAsync(string jobId, CancellationToken cancellation) =>
        await TryUpdateAsync(Writes.Reopen(jobId, time.GetUtcNow()), cancellation) is not null;

    /// <summary>Moves a job's next send on. False when another sweeper did, or the job is finished.</summary>
    public async Task<bool> AdvanceNextSendAsync(Job job, CancellationToken cancellation) =>
        await TryUpdateAsync(Writes.AdvanceNextSend(job, time.GetUtcNow()), cancellation) is not null;

    /// <summary>Unfinished jobs of a shard, those to be sent first at the front; at most <paramref name="limit"/>. From the index: a moment old.</summary>
    public Task<IReadOnlyList<Job>> QueryUnfinishedAsync(int shard, int limit, CancellationToken cancellation) =>
        QueryAsync(JobItem.UnfinishedShard(shard), limit, cancellation);

    /// <summary>Failed jobs of a shard, the oldest failure at the front; at most <paramref name="limit"/>. From the index: a moment old.</summary>
    public Task<IReadOnlyList<Job>> QueryFailedAsync(int shard, int limit, CancellationToken cancellation) =>
        QueryAsync(JobItem.FailedShard(shard), limit, cancellation);

    /// <summary>Failed jobs of a shard that may succeed now: not those whose registration is cancelled. From the index: a moment old.</summary>
    public Task<IReadOnlyList<Job>> QueryRedrivableAsync(int shard, int limit, CancellationToken cancellation) =>
        QueryAsync(JobItem.FailedShard(shard), limit, cancellation, exceptError: JobErrors.Cancelled);

    private async Task<IReadOnlyList<Job>> QueryAsync(AttributeValue shard, int limit, CancellationToken cancellation, string? exceptError = null)
    {
        var values = new Dictionary<string, AttributeValue> { [":shard"] = shard };
        if (exceptError is not null)
        {
            values[":except"] = new AttributeValue(exceptError);
        }

        var jobs = new List<Job>();
        Dictionary<string, AttributeValue>? start = null;

        while (true)
        {
            var response = await database.QueryAsync(
                new QueryRequest
                {
                    TableName = tableName,
                    IndexName = TableSchema.JobsIndex,
                    KeyConditionExpression = $"{TableSchema.JobsPartitionKey} = :shard",
                    FilterExpression = exceptError is null ? null : "#error <> :except",
                    ExpressionAttributeNames = exceptError is null ? null : new() { ["#error"] = "error" },
                    ExpressionAttributeValues = values,
                    ExclusiveStartKey = start,
                    Limit = limit - jobs.Count,
                },
                cancellation);
            jobs.AddRange((response.Items ?? []).Select(JobItem.Read));

            if (jobs.Count >= limit || response.LastEvaluatedKey is not { Count: > 0 } last)
            {
                return jobs;
            }

            start = last;
        }
    }

    private async Task<bool> IsDoneByAsync(Job claimed, string result, CancellationToken cancellation) =>
        await FindDoneByAsync(claimed, cancellation) is { } job && job.Result == result;

    private async Task<Job?> TryUpdateAsync(Update update, CancellationToken cancellation) =>
        await _updates.TryAsync(update, cancellation) is { } item ? JobItem.Read(item) : null;

    private static string? Reason(TransactionCanceledException refused, int place) =>
        refused.CancellationReasons is { } reasons && reasons.Count > place ? reasons[place].Code : null;
}
