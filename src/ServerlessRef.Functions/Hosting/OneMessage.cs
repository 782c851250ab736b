using Amazon.Lambda.SQSEvents;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Functions.Hosting;

/// <summary>The catch-all of functions behind a queue: one message must not take others with it.</summary>
internal static class OneMessage
{
    public static async Task<MessageOutcome> HandleAsync(
        SQSEvent.SQSMessage message,
        Func<SQSEvent.SQSMessage, CancellationToken, Task<MessageOutcome>> handle,
        JsonLog log,
        CancellationToken cancellation)
    {
        try
        {
            return await handle(message, cancellation);
        }
        catch (Exception exception)
        {
            log.Error(HostingEvents.MessageFailed, exception, new LogField("messageId", message.MessageId), new LogField("jobId", JobMessage.Read(message.Body)));
            return MessageOutcome.Failed;
        }
    }

    /// <summary>What tells SQS to show these messages again, and to forget the others of the batch.</summary>
    public static SQSBatchResponse Failures(IEnumerable<SQSEvent.SQSMessage> failed)
    {
        var response = new SQSBatchResponse();
        response.BatchItemFailures.AddRange(failed.Select(message => new SQSBatchResponse.BatchItemFailure { ItemIdentifier = message.MessageId }));
        return response;
    }
}
