using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessRef.Domain.Jobs;

namespace ServerlessRef.Functions.Jobs;

/// <summary>Puts jobs into a queue.</summary>
/// <param name="isFifo">
/// True: jobs of one event are done in the order in which they come here, those of others side by side, and a job sent twice within five minutes is
/// one message (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html); one that is
/// sent later comes when its job is long done, and changes nothing.
/// </param>
public sealed class JobQueue(IAmazonSQS queue, string queueUrl, bool isFifo = false) : IJobSender
{
    /// <summary>Most messages of one call (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html).</summary>
    public const int BatchSize = 10;

    public Task SendAsync(Job job, CancellationToken cancellation) => queue.SendMessageAsync(
        new SendMessageRequest { QueueUrl = queueUrl, MessageBody = JobMessage.Write(job.Id), MessageGroupId = Group(job), MessageDeduplicationId = DeduplicationId(job) },
        cancellation);

    public async Task<IReadOnlyList<string>> SendManyAsync(IReadOnlyList<Job> jobs, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(jobs.Count, BatchSize);
        if (jobs.Count == 0)
        {
            return [];
        }

        var response = await queue.SendMessageBatchAsync(new SendMessageBatchRequest { QueueUrl = queueUrl, Entries = [.. jobs.Select(Entry)] }, cancellation);
        var refused = (response.Failed ?? []).Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        return [.. jobs.Where((_, place) => refused.Contains(PlaceId(place))).Select(job => job.Id)];
    }

    private SendMessageBatchRequestEntry Entry(Job job, int place) => new()
    {
        Id = PlaceId(place),
        MessageBody = JobMessage.Write(job.Id),
        MessageGroupId = Group(job),
        MessageDeduplicationId = DeduplicationId(job),
    };

    private string? Group(Job job) => isFifo ? job.EventId : null;

    private string? DeduplicationId(Job job) => isFifo ? job.Id : null;

    private static string PlaceId(int place) => $"m{place}";
}
