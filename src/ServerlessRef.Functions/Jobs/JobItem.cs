using System.Globalization;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Jobs;

namespace ServerlessRef.Functions.Jobs;

/// <summary>A job as an item of the table. Times are numbers, milliseconds since 1970.</summary>
public static class JobItem
{
    private const string Prefix = "JOB#";
    private const string Meta = "META";

    public static Dictionary<string, AttributeValue> Key(string jobId) => new()
    {
        [TableSchema.PartitionKey] = new AttributeValue(Prefix + jobId),
        [TableSchema.SortKey] = new AttributeValue(Meta),
    };

    /// <summary>A job that was just accepted.</summary>
    public static Dictionary<string, AttributeValue> WritePending(Job job)
    {
        if (job.Status != JobStatus.Pending)
        {
            throw new ArgumentException($"Job {job.Id} is {JobStatuses.Name(job.Status)}; only a pending one can be new.", nameof(job));
        }

        var item = new Dictionary<string, AttributeValue>(Key(job.Id))
        {
            ["id"] = new AttributeValue(job.Id),
            ["type"] = new AttributeValue(JobTypes.Name(job.Type)),
            ["eventId"] = new AttributeValue(job.EventId),
            ["payloadHash"] = new AttributeValue(job.PayloadHash),
            ["status"] = new AttributeValue(JobStatuses.Name(JobStatus.Pending)),
            ["attempts"] = Number(job.Attempts),
            ["fence"] = Number(job.Fence),
            ["nextSendAt"] = Number(job.NextSendAt),
            ["sends"] = Number(job.Sends),
            ["createdAt"] = Number(job.CreatedAt),
            [TableSchema.JobsPartitionKey] = UnfinishedShard(JobShard.Of(job.Id)),
            [TableSchema.JobsSortKey] = SortKey(job.NextSendAt, job.Id),
        };
        AddUnlessNull(item, "subjectId", job.SubjectId);
        AddUnlessNull(item, "owner", job.Owner);
        return item;
    }

    public static Job Read(IReadOnlyDictionary<string, AttributeValue> item)
    {
        var id = Text(item, "id");
        var type = Text(item, "type");
        return new Job(
            id,
            JobTypes.TryParse(type, out var known) ? known : throw new InvalidDataException($"Job {id} has the type '{type}', which this release does not know."),
            Text(item, "eventId"),
            Text(item, "payloadHash"),
            Time(item, "createdAt") ?? throw Missing("createdAt"))
        {
            SubjectId = OptionalText(item, "subjectId"),
            Owner = OptionalText(item, "owner"),
            Status = JobStatuses.Parse(Text(item, "status")),
            Attempts = (int)(OptionalNumber(item, "attempts") ?? 0),
            Fence = OptionalNumber(item, "fence") ?? 0,
            LeaseUntil = Time(item, "leaseUntil"),
            NextSendAt = Time(item, "nextSendAt") ?? throw Missing("nextSendAt"),
            Sends = (int)(OptionalNumber(item, "sends") ?? 0),
            Result = OptionalText(item, "result"),
            Error = OptionalText(item, "error"),
        };
    }

    internal static AttributeValue UnfinishedShard(int shard) => new($"UNFINISHED#{shard}");

    internal static AttributeValue FailedShard(int shard) => new($"FAILED#{shard}");

    /// <summary>Place in the jobs index: by time, then by id.</summary>
    internal static AttributeValue SortKey(DateTimeOffset time, string jobId) => new($"{SortTime(time)}#{jobId}");

    internal static string SortTime(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    internal static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    internal static AttributeValue Number(DateTimeOffset value) => Number(value.ToUnixTimeMilliseconds());

    internal static AttributeValue Status(JobStatus status) => new(JobStatuses.Name(status));

    private static string Text(IReadOnlyDictionary<string, AttributeValue> item, string name) => OptionalText(item, name) ?? throw Missing(name);

    private static string? OptionalText(IReadOnlyDictionary<string, AttributeValue> item, string name) => item.TryGetValue(name, out var value) ? value.S : null;

    private static long? OptionalNumber(IReadOnlyDictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) && long.TryParse(value.N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTimeOffset? Time(IReadOnlyDictionary<string, AttributeValue> item, string name) =>
        OptionalNumber(item, name) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    private static InvalidDataException Missing(string name) => new($"The job item has no '{name}'; it was not written by this release.");

    private static void AddUnlessNull(Dictionary<string, AttributeValue> item, string name, string? value)
    {
        if (value is not null)
        {
            item[name] = new AttributeValue(value);
        }
    }
}
