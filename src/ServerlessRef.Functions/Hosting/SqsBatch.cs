using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Functions.Hosting;

/// <summary>Handles the messages of a batch one by one. One that fails, or that time does not suffice for, is reported alone; the others stay done.</summary>
/// <param name="reserve">Time that must be left to begin another message.</param>
public sealed class SqsBatch(JsonLog log, TimeProvider time, TimeSpan reserve)
{
    // Time to report failures before Lambda ends the invocation.
    private static readonly TimeSpan AnswerMargin = TimeSpan.FromMilliseconds(500);

    public async Task<SQSBatchResponse> HandleAsync(
        SQSEvent batch,
        ILambdaContext context,
        Func<SQSEvent.SQSMessage, CancellationToken, Task<MessageOutcome>> handle)
    {
        var response = new SQSBatchResponse();
        using var deadline = new InvocationDeadline(context, AnswerMargin, time);
        var messages = batch.Records ?? [];

        for (var index = 0; index < messages.Count; index++)
        {
            if (context.RemainingTime < reserve)
            {
                log.Warning(HostingEvents.OutOfTime, new LogField("left", messages.Count - index));
                response.BatchItemFailures.AddRange(messages.Skip(index).Select(Failure));
                break;
            }

            if (await HandleOneAsync(messages[index], handle, deadline.Token) == MessageOutcome.Failed)
            {
                response.BatchItemFailures.Add(Failure(messages[index]));
            }
        }

        return response;
    }

    // The catch-all of functions behind a queue: one message must not take the batch with it.
    private async Task<MessageOutcome> HandleOneAsync(
        SQSEvent.SQSMessage message,
        Func<SQSEvent.SQSMessage, CancellationToken, Task<MessageOutcome>> handle,
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

    private static SQSBatchResponse.BatchItemFailure Failure(SQSEvent.SQSMessage message) => new() { ItemIdentifier = message.MessageId };
}
