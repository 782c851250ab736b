using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Functions.Hosting;

/// <summary>Handles the messages of a batch. One that fails, or that time does not suffice for, is reported alone; the others stay done.</summary>
/// <param name="reserve">Time that must be left to begin another message.</param>
/// <param name="atOnce">Messages that are worked on at a time; default 1, one after the other.</param>
public sealed class SqsBatch(JsonLog log, TimeProvider time, TimeSpan reserve, int atOnce = 1)
{
    public async Task<SQSBatchResponse> HandleAsync(
        SQSEvent batch,
        ILambdaContext context,
        Func<SQSEvent.SQSMessage, CancellationToken, Task<MessageOutcome>> handle)
    {
        using var deadline = new InvocationDeadline(context, InvocationDeadline.AnswerMargin, time);
        var messages = batch.Records ?? [];

        // What no lane comes to stays failed: SQS shows it again.
        var outcomes = Enumerable.Repeat(MessageOutcome.Failed, messages.Count).ToArray();
        var begun = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(atOnce, messages.Count)).Select(_ => WorkAsync()));

        if (Math.Max(messages.Count - 1 - begun, 0) is > 0 and var left)
        {
            log.Warning(HostingEvents.OutOfTime, new LogField("left", left));
        }

        return OneMessage.Failures(messages.Where((_, index) => outcomes[index] == MessageOutcome.Failed));

        async Task WorkAsync()
        {
            while (context.RemainingTime >= reserve && Interlocked.Increment(ref begun) is var index && index < messages.Count)
            {
                outcomes[index] = await OneMessage.HandleAsync(messages[index], handle, log, deadline.Token);
            }
        }
    }
}
