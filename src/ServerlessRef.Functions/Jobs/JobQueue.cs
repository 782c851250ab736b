using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessRef.Domain.Jobs;

namespace ServerlessRef.Functions.Jobs;

/// <summary>Puts jobs into the queue of the workers.</summary>
public sealed class JobQueue(IAmazonSQS queue, string queueUrl) : IJobSender
{
    /// <summary>Most messages of one call (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html).</summary>
    public const int BatchSize = 10;

    public Task SendAsync(string jobId, CancellationToken cancellation) =>
        queue.SendMessageAsync(new SendMessageRequest { QueueUrl = queueUrl, MessageBody = JobMessage.Write(jobId) }, cancellation);

    public Task SendAsync(Job job, CancellationToken cancellation) => SendAsync(job.Id, cancellation);

    public Task<IReadOnlyList<string>> SendManyAsync(IReadOnlyList<Job> jobs, CancellationToken cancellation) => SendManyAsync([.. jobs.Select(job => job.Id)], cancellation);

    /// <summary>Sends up to <see cref="BatchSize"/> jobs at once and returns those the queue refused.</summary>
    public async Task<IReadOnlyList<string>> SendManyAsync(IReadOnlyList<string> jobIds, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(jobIds.Count, BatchSize);

        if (jobIds.Count == 0)
        {
            return [];
        }

        var response = await queue.SendMessageBatchAsync(
            new SendMessageBatchRequest
            {
                QueueUrl = queueUrl,
                Entries = [.. jobIds.Select((id, place) => new SendMessageBatchRequestEntry { Id = PlaceId(place), MessageBody = JobMessage.Write(id) })],
            },
            cancellation);

        var failed = (response.Failed ?? []).Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        return [.. jobIds.Where((_, place) => failed.Contains(PlaceId(place)))];
    }

    private static string PlaceId(int place) => $"m{place}";
}
