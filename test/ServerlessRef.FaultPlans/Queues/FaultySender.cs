using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessRef.FaultPlans.Cloud;
using ServerlessRef.FaultPlans.Simulation;

namespace ServerlessRef.FaultPlans.Queues;

/// <summary>The queues as those who send see them.</summary>
/// <param name="queues">By their URLs.</param>
internal sealed class FaultySender(Func<string, VirtualQueue> queues, FaultyCalls calls, SimulatedTime time, Variant variant)
    : AmazonSQSClient(new BasicAWSCredentials("test", "test"), new AmazonSQSConfig { ServiceURL = "http://127.0.0.1:1", AuthenticationRegion = "eu-central-1" })
{
    private static readonly TimeSpan TooLate = TimeSpan.FromSeconds(30);

    public override async Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (variant == Variant.ReplyBeforeSend)
        {
            time.After(TooLate, () => Send(request));
            return new SendMessageResponse();
        }

        if (variant == Variant.RetryAnsweredFromTheRow && Actor.Current!.MetItsRow)
        {
            return new SendMessageResponse();
        }

        return await calls.RunAsync("SendMessage", () => Task.FromResult(new SendMessageResponse { MessageId = Send(request), MD5OfMessageBody = Digest(request.MessageBody) }));
    }

    public override Task<SendMessageBatchResponse> SendMessageBatchAsync(SendMessageBatchRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return calls.RunAsync("SendMessageBatch", () => Task.FromResult(Send(queues(request.QueueUrl), request.Entries, most: request.Entries.Count)), partial: () => Task.FromResult(Send(queues(request.QueueUrl), request.Entries, most: request.Entries.Count / 2)));
    }

    private string Send(SendMessageRequest request) =>
        queues(request.QueueUrl).Send(request.MessageBody, default, request.MessageGroupId, request.MessageDeduplicationId);

    private static SendMessageBatchResponse Send(VirtualQueue queue, List<SendMessageBatchRequestEntry> entries, int most) => new()
    {
        Successful = [.. entries.Take(most).Select(entry => new SendMessageBatchResultEntry { Id = entry.Id, MessageId = queue.Send(entry.MessageBody, default, entry.MessageGroupId, entry.MessageDeduplicationId) })],
        Failed = [.. entries.Skip(most).Select(entry => new BatchResultErrorEntry { Id = entry.Id, Code = "InternalError", SenderFault = false })],
    };

    private static string Digest(string body) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(body)));
}
