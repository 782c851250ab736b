using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Bus;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Mailbox;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Aws.Sns;

/// <summary>Brings messages of topics to the mailbox. It takes everything unless a fault plan says otherwise: then a message is tried again, and ends in its subscription's dead-letter queue.</summary>
/// <param name="permissions">Of topics on those queues.</param>
internal sealed class TopicDeliveries(
    Mailbox.Mailbox mailbox,
    SqsEngineClient queues,
    ServicePermissions permissions,
    FaultInjector? faults,
    Timeline timeline,
    TimeProvider time,
    ILogger logger) : IAsyncDisposable
{
    private const string Service = "sns.amazonaws.com";

    // The attribute our own messages carry; nobody else's is looked at.
    private const string CorrelationAttribute = "noticeId";

    private readonly RunningTasks _running = new();

    /// <summary>Messages that are tried again.</summary>
    public int Waiting => _running.Count;

    /// <summary>Returns when the mailbox or the dead-letter queue has the message, or it is to be tried again.</summary>
    public async Task DeliverAsync(Topic topic, Subscription subscription, TopicMessage message)
    {
        if (await TryAsync(topic, subscription, message) is not { } refusal)
        {
            return;
        }

        // https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html: what the endpoint will never take is given up at once.
        if (refusal.IsTransient)
        {
            // The publisher and the other subscriptions do not wait for it.
            Keep(RetryAsync(topic, subscription, message, refusal));
        }
        else
        {
            await GiveUpAsync(topic, subscription, message, refusal);
        }
    }

    /// <summary>What waits for another attempt is dropped.</summary>
    public ValueTask DisposeAsync() => _running.DisposeAsync();

    /// <returns>Why it is not delivered; null: it is.</returns>
    private async Task<AwsError?> TryAsync(Topic topic, Subscription subscription, TopicMessage message)
    {
        var began = time.GetUtcNow();
        Task Arrive()
        {
            mailbox.Add(Entry(topic, subscription, message.Call));
            return Task.CompletedTask;
        }

        try
        {
            await (faults is null ? Arrive() : faults.EventsCallAsync(FaultInjector.DeliverToSubscription, subscription.Protocol, Arrive));
            return null;
        }
        catch (AwsError refusal)
        {
            timeline.Add("topic", topic.Name, $"not by {subscription.Protocol}: {refusal.Code}", began, failed: true, text: message.Call.MessageFor(subscription.Protocol));
            return refusal;
        }
    }

    private async Task RetryAsync(Topic topic, Subscription subscription, TopicMessage message, AwsError refusal)
    {
        foreach (var wait in DeliveryRetries.Waits())
        {
            await Task.Delay(wait, time, _running.Stopping);
            if (await TryAsync(topic, subscription, message) is not { } again)
            {
                return;
            }

            refusal = again;
            if (!refusal.IsTransient)
            {
                break;
            }
        }

        await GiveUpAsync(topic, subscription, message, refusal);
    }

    private async Task GiveUpAsync(Topic topic, Subscription subscription, TopicMessage message, AwsError refusal)
    {
        logger.LogError("Topic {Topic} cannot deliver a message by {Protocol}: {Reason}", topic.Name, subscription.Protocol, refusal.Message);
        if (subscription.DeadLetterArn is not { } queue)
        {
            return;
        }

        if (!permissions.Allow(Service, topic.Arn, "sqs:SendMessage", queue))
        {
            logger.LogError("The message is lost: no statement of {Queue}'s policy lets topic {Topic} send to it", queue, topic.Name);
            return;
        }

        var attributes = new Dictionary<string, string> { ["ErrorCode"] = refusal.Code, ["ErrorMessage"] = refusal.Message, ["RequestID"] = message.Id };
        await queues.SendAsync(SqsEngineClient.NameOf(queue), Notification(topic, subscription, message), attributes, _running.Stopping);
    }

    // As a queue gets it from a topic, without the signature.
    private string Notification(Topic topic, Subscription subscription, TopicMessage message) => new JsonObject
    {
        ["Type"] = "Notification",
        ["MessageId"] = message.Id,
        ["TopicArn"] = topic.Arn,
        ["Subject"] = message.Call.Subject,
        ["Message"] = message.Call.MessageFor(subscription.Protocol),
        ["Timestamp"] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
    }.ToJsonString();

    private MailboxEntry Entry(Topic topic, Subscription subscription, PublishCall call) => new(
        Number: 0,
        time.GetUtcNow(),
        subscription.Protocol switch { "email" => "mail", "sms" => "sms", _ => "topic" },
        topic.Name,
        subscription.Endpoint,
        subscription.Protocol == "sms" ? null : call.Subject ?? "AWS Notification Message",
        call.MessageFor(subscription.Protocol),
        call.Attributes.TryGetProperty(CorrelationAttribute, out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null);

    private void Keep(Task work) => _running.Keep(work, failure => logger.LogError(failure, "A message is lost between a topic and a subscription"));
}
