using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessRef.Domain.Jobs;

namespace ServerlessRef.Functions.Jobs;

/// <summary>Puts jobs into a FIFO queue: those of one event are done in the order in which they come here, those of others side by side.</summary>
public sealed class OrderedJobQueue(IAmazonSQS queue, string queueUrl) : IJobSender
{
    /// <summary>
    /// A job sent twice within five minutes is one message
    /// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html); one that is sent
    /// later comes when its job is long done, and changes nothing.
    /// </summary>
    public Task SendAsync(Job job, CancellationToken cancellation) => queue.SendMessageAsync(
        new SendMessageRequest { QueueUrl = queueUrl, MessageBody = JobMessage.Write(job.Id), MessageGroupId = job.EventId, MessageDeduplicationId = job.Id },
        cancellation);

    public async Task<IReadOnlyList<string>> SendManyAsync(IReadOnlyList<Job> jobs, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(jobs.Count, JobQueue.BatchSize);
        if (jobs.Count == 0)
        {
            return [];
        }

        var response = await queue.SendMessageBatchAsync(new SendMessageBatchRequest { QueueUrl = queueUrl, Entries = [.. jobs.Select(Entry)] }, cancellation);
        return [.. (response.Failed ?? []).Select(entry => entry.Id)];
    }

    // Ids of jobs have the form SQS asks of an entry's id.
    private static SendMessageBatchRequestEntry Entry(Job job) => new()
    {
        Id = job.Id,
        MessageBody = JobMessage.Write(job.Id),
        MessageGroupId = job.EventId,
        MessageDeduplicationId = job.Id,
    };
}
