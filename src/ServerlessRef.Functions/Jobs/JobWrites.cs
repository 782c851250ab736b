using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Functions.Jobs;

/// <summary>Every write a job can meet, each on the condition that makes it safe; alone, or as part of a caller's transaction.</summary>
public sealed class JobWrites(string tableName)
{
    private const string StatusName = "#status";

    /// <summary>Accepts a job that does not exist yet.</summary>
    public Put PutPending(Job job) => Items.New(tableName, JobItem.WritePending(job));

    /// <summary>Takes a job that nobody holds: a lease says how long, a higher fence shuts out whoever held it before.</summary>
    public Update Claim(string jobId, DateTimeOffset now, TimeSpan lease) => new()
    {
        TableName = tableName,
        Key = JobItem.Key(jobId),
        UpdateExpression = $"SET {StatusName} = :running, leaseUntil = :until ADD attempts :one, fence :one",
        ConditionExpression = $"{StatusName} = :pending OR ({StatusName} = :running AND leaseUntil <= :now)",
        ExpressionAttributeNames = Names(),
        ExpressionAttributeValues = new()
        {
            [":pending"] = JobItem.Status(JobStatus.Pending),
            [":running"] = JobItem.Status(JobStatus.Running),
            [":until"] = JobItem.Number(now + lease),
            [":now"] = JobItem.Number(now),
            [":one"] = JobItem.Number(1),
        },
    };

    /// <summary>Ends a claimed job as done, for the holder of <paramref name="fence"/> alone.</summary>
    public Update Complete(string jobId, long fence, string result) => new()
    {
        TableName = tableName,
        Key = JobItem.Key(jobId),
        UpdateExpression = $"SET {StatusName} = :done, #result = :result REMOVE leaseUntil, {TableSchema.JobsPartitionKey}, {TableSchema.JobsSortKey}",
        ConditionExpression = $"{StatusName} = :running AND fence = :fence",
        ExpressionAttributeNames = new(Names()) { ["#result"] = "result" },
        ExpressionAttributeValues = new()
        {
            [":done"] = JobItem.Status(JobStatus.Done),
            [":running"] = JobItem.Status(JobStatus.Running),
            [":fence"] = JobItem.Number(fence),
            [":result"] = new AttributeValue(result),
        },
    };

    /// <summary>Ends a claimed job as failed, for the holder of <paramref name="fence"/> alone.</summary>
    public Update Fail(string jobId, long fence, string error, DateTimeOffset now)
    {
        var update = Fail(jobId, error, now, $"{StatusName} = :running AND fence = :fence");
        update.ExpressionAttributeValues[":fence"] = JobItem.Number(fence);
        return Use(update, JobStatus.Running);
    }

    /// <summary>Ends a job that no live lease holds as failed: its message was given up.</summary>
    public Update FailUnheld(string jobId, string error, DateTimeOffset now)
    {
        var update = Fail(jobId, error, now, $"{StatusName} = :pending OR ({StatusName} = :running AND leaseUntil <= :now)");
        update.ExpressionAttributeValues[":now"] = JobItem.Number(now);
        return Use(Use(update, JobStatus.Pending), JobStatus.Running);
    }

    /// <summary>Ends an unfinished job as failed, held or not: what it would work on is gone. Whoever holds it can no longer complete it.</summary>
    public Update FailUnfinished(string jobId, string error, DateTimeOffset now) =>
        Use(Use(Fail(jobId, error, now, $"{StatusName} IN (:pending, :running)"), JobStatus.Pending), JobStatus.Running);

    /// <summary>
    /// Makes a failed job pending again. The fence goes on counting, so that no earlier worker can write; attempts begin anew, or the
    /// consumer of dead letters would give the job up again before it was tried.
    /// </summary>
    public Update Reopen(string jobId, DateTimeOffset now)
    {
        var next = JobSchedule.FirstSend(now);
        return new Update
        {
            TableName = tableName,
            Key = JobItem.Key(jobId),
            UpdateExpression =
                $"SET {StatusName} = :pending, nextSendAt = :next, sends = :none, attempts = :none, {TableSchema.JobsPartitionKey} = :shard, {TableSchema.JobsSortKey} = :place "
                + "REMOVE #error, leaseUntil",
            ConditionExpression = $"{StatusName} = :failed",
            ExpressionAttributeNames = new(Names()) { ["#error"] = "error" },
            ExpressionAttributeValues = new()
            {
                [":pending"] = JobItem.Status(JobStatus.Pending),
                [":failed"] = JobItem.Status(JobStatus.Failed),
                [":next"] = JobItem.Number(next),
                [":none"] = JobItem.Number(0),
                [":shard"] = JobItem.UnfinishedShard(JobShard.Of(jobId)),
                [":place"] = JobItem.SortKey(next, jobId),
            },
        };
    }

    /// <summary>Moves a job's next send on, unless another sweeper did or the job is finished.</summary>
    /// <param name="job">As read from the index.</param>
    public Update AdvanceNextSend(Job job, DateTimeOffset now)
    {
        var next = now + JobSchedule.WaitAfter(job.Sends + 1);
        return new Update
        {
            TableName = tableName,
            Key = JobItem.Key(job.Id),
            UpdateExpression = $"SET nextSendAt = :next, {TableSchema.JobsSortKey} = :place ADD sends :one",
            ConditionExpression = $"nextSendAt = :expected AND {StatusName} IN (:pending, :running)",
            ExpressionAttributeNames = Names(),
            ExpressionAttributeValues = new()
            {
                [":next"] = JobItem.Number(next),
                [":place"] = JobItem.SortKey(next, job.Id),
                [":expected"] = JobItem.Number(job.NextSendAt),
                [":pending"] = JobItem.Status(JobStatus.Pending),
                [":running"] = JobItem.Status(JobStatus.Running),
                [":one"] = JobItem.Number(1),
            },
        };
    }

    private Update Fail(string jobId, string error, DateTimeOffset now, string condition) => new()
    {
        TableName = tableName,
        Key = JobItem.Key(jobId),
        UpdateExpression =
            $"SET {StatusName} = :failed, #error = :error, {TableSchema.JobsPartitionKey} = :shard, {TableSchema.JobsSortKey} = :place REMOVE leaseUntil",
        ConditionExpression = condition,
        ExpressionAttributeNames = new(Names()) { ["#error"] = "error" },
        ExpressionAttributeValues = new()
        {
            [":failed"] = JobItem.Status(JobStatus.Failed),
            [":error"] = new AttributeValue(error),
            [":shard"] = JobItem.FailedShard(JobShard.Of(jobId)),
            [":place"] = JobItem.SortKey(now, jobId),
        },
    };

    // A value no expression uses is refused, so each condition adds its own.
    private static Update Use(Update update, JobStatus status)
    {
        update.ExpressionAttributeValues[":" + JobStatuses.Name(status).ToLowerInvariant()] = JobItem.Status(status);
        return update;
    }

    private static Dictionary<string, string> Names() => new() { [StatusName] = "status" };
}
