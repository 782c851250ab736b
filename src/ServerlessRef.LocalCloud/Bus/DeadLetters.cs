using System.Text;
using System.Text.Json;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Bus;

/// <summary>
/// Brings back what a hop gave up, by the means people have on AWS: a queue's messages move to where they came from, a rule's event is put
/// on its bus again, a function is invoked again, a pipe's batch is read from the stream again.
/// </summary>
internal sealed class DeadLetters(Cloud cloud, SqsEngineClient queues, EventBuses buses, AsyncInvoker functions, Pipes.Pipes pipes)
{
    private const int BatchMax = 10;

    /// <returns>How many messages were brought back.</returns>
    /// <exception cref="AwsError">Nothing gives up to this queue, or what it holds cannot be brought back by hand.</exception>
    public async Task<int> RedriveAsync(string queueName, CancellationToken cancellationToken)
    {
        var queue = cloud.Queues.First(queue => queue.Name == queueName);
        Require(queue);
        var brought = 0;
        while (await queues.ReceiveAsync(queueName, BatchMax, TimeSpan.Zero, null, cancellationToken) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await BringAsync(queue, message.Body, cancellationToken);
                await queues.DeleteAsync(queueName, [message.ReceiptHandle], cancellationToken);
                brought++;
            }
        }

        return brought;
    }

    private void Require(Queue queue)
    {
        if (cloud.EventSourceMappings.Any(mapping => mapping.QueueArn == queue.Arn))
        {
            throw Refused($"A function consumes {queue.Name}; what it gave up is brought back by `dotnet dev.cs redrive`.");
        }

        if (Source(queue) is null && Rule(queue) is null && Pipe(queue) is null && !cloud.AsyncInvocations.Any(config => config.OnFailureArn == queue.Arn))
        {
            throw Refused(Keeps(queue)
                ? $"{queue.Name} holds runs a schedule could not start, or mails and SMS nobody took. Neither is brought back: mend the role or the address."
                : $"{queue.Name} is no queue that a standard queue, a rule, a function or a pipe gives up to.");
        }
    }

    private bool Keeps(Queue queue) =>
        cloud.Schedules.Any(schedule => schedule.DeadLetterArn == queue.Arn)
        || cloud.Topics.Any(topic => topic.Subscriptions.Any(subscription => subscription.DeadLetterArn == queue.Arn));

    // One queue may serve several hops; what lies in it says where it comes from.
    private Task BringAsync(Queue queue, string body, CancellationToken cancellationToken)
    {
        var message = Parse(body);
        if (message.TryGetProperty("DDBStreamBatchInfo", out var place) && Pipe(queue) is { } pipe)
        {
            return CarryAgainAsync(pipe, place.GetProperty("startSequenceNumber").GetString()!);
        }

        if (message.TryGetProperty("requestPayload", out var payload) && message.TryGetProperty("requestContext", out var context))
        {
            var refusal = functions.TryEnqueue(context.GetProperty("functionArn").GetString()!, Encoding.UTF8.GetBytes(payload.GetRawText()), new InvokeCaller(null, null));
            return refusal is null ? Task.CompletedTask : throw refusal;
        }

        if (message.TryGetProperty("detail-type", out var type) && Rule(queue) is { } rule)
        {
            var bus = cloud.EventBuses.First(bus => bus.Name == rule.BusName);
            return buses.PutAsync(bus.Arn, message.GetProperty("source").GetString()!, type.GetString()!, message.GetProperty("detail"), cancellationToken);
        }

        return Source(queue) is { } source
            ? queues.SendAsync(source.Name, body, cancellationToken)
            : throw Refused($"A message of {queue.Name} does not say where it comes from: {body}");
    }

    private Queue? Source(Queue queue) => cloud.Queues.FirstOrDefault(source => source.Redrive?.DeadLetterQueueArn == queue.Arn && !source.Fifo);

    private EventRule? Rule(Queue queue) => cloud.EventRules.FirstOrDefault(rule => rule.Targets.Any(target => target.DeadLetterArn == queue.Arn));

    private Pipe? Pipe(Queue queue) => cloud.Pipes.FirstOrDefault(pipe => pipe.DeadLetterArn == queue.Arn);

    private async Task CarryAgainAsync(Pipe pipe, string first)
    {
        if (!await pipes.CarryAgainAsync(pipe.Arn, first))
        {
            throw Refused($"The records from {first} on are not kept any more: the stream ended with the local cloud that wrote them.");
        }
    }

    private static JsonElement Parse(string body)
    {
        try
        {
            return JsonElement.Parse(body) is { ValueKind: JsonValueKind.Object } message ? message : JsonElement.Parse("{}");
        }
        catch (JsonException)
        {
            return JsonElement.Parse("{}");
        }
    }

    private static AwsError Refused(string message) => new("InvalidRequest", 400, message);
}
