using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Functions.Hosting;

/// <summary>
/// Handles the messages of a FIFO queue: those of one group one after the other, groups side by side. After a message that fails nothing of its
/// group is begun, and all of it is reported, so that SQS shows it again in the same order
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
/// </summary>
/// <param name="reserve">Time that must be left to begin another message.</param>
public sealed class OrderedSqsBatch(JsonLog log, TimeProvider time, TimeSpan reserve)
{
    private const string Group = "MessageGroupId";

    public async Task<SQSBatchResponse> HandleAsync(
        SQSEvent batch,
        ILambdaContext context,
        Func<SQSEvent.SQSMessage, CancellationToken, Task<MessageOutcome>> handle)
    {
        using var deadline = new InvocationDeadline(context, InvocationDeadline.AnswerMargin, time);
        var groups = (batch.Records ?? []).GroupBy(message => message.Attributes?.GetValueOrDefault(Group) ?? string.Empty, StringComparer.Ordinal);
        var failed = await Task.WhenAll(groups.Select(group => HandleGroupAsync([.. group], context, handle, deadline.Token)));
        return OneMessage.Failures(failed.SelectMany(left => left));
    }

    /// <summary>What is left of the group: the message that failed and all after it.</summary>
    private async Task<IReadOnlyList<SQSEvent.SQSMessage>> HandleGroupAsync(
        IReadOnlyList<SQSEvent.SQSMessage> messages,
        ILambdaContext context,
        Func<SQSEvent.SQSMessage, CancellationToken, Task<MessageOutcome>> handle,
        CancellationToken cancellation)
    {
        for (var index = 0; index < messages.Count; index++)
        {
            if (context.RemainingTime < reserve)
            {
                log.Warning(HostingEvents.OutOfTime, new LogField("left", messages.Count - index));
                return [.. messages.Skip(index)];
            }

            if (await OneMessage.HandleAsync(messages[index], handle, log, cancellation) == MessageOutcome.Failed)
            {
                return [.. messages.Skip(index)];
            }
        }

        return [];
    }
}
