using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Functions.Hosting;

/// <summary>Handles the messages of a batch. One that fails, or that time does not suffice for, is reported alone; the others stay done.</summary>
/// <param name="reserve">Time that must be left to begin another message.</param>
/// <param name="atOnce">Messages that are worked on at a time; default 1, one after the other.</param>
public sealed class SqsBatch(JsonLog log, TimeProvider time, TimeSpan reserve, int atOnce = 1)
{
    // Time to report failures before Lambda ends the invocation.
    private static readonly TimeSpan AnswerMargin = TimeSpan.FromMilliseconds(500);

    public async Task<SQSBatchResponse> HandleAsync(
        SQSEvent batch,
        ILambdaContext context,
        Func<SQSEvent.SQSMessage, CancellationToken, Task<MessageOutcome>> handle)
    {
        using var deadline = new InvocationDeadline(context, AnswerMargin, time);
        var messages = batch.Records ?? [];

        // What no lane comes to stays failed: SQS shows it again.
        var outcomes = Enumerable.Repeat(MessageOutcome.Failed, messages.Count).ToArray();
        var begun = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(atOnce, messages.Count)).Select(_ => WorkAsync()));

        if (Math.Max(messages.Count - 1 - begun, 0) is > 0 and var left)
        {
            log.Warning(HostingEvents.OutOfTime, new LogField("left", left));
        }

        var response = new SQSBatchResponse();
        response.BatchItemFailures.AddRange(messages.Where((_, index) => outcomes[index] == MessageOutcome.Failed).Select(Failure));
        return response;

        async Task WorkAsync()
        {
            while (context.RemainingTime >= reserve && Interlocked.Increment(ref begun) is var index && index < messages.Count)
            {
                outcomes[index] = await HandleOneAsync(messages[index], handle, deadline.Token);
            }
        }
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
