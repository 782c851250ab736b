using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Provisioning;

/// <summary>Creates a queue, or brings the attributes of the one that is there to what the template says.</summary>
internal static class QueueProvisioner
{
    public static async Task ProvisionAsync(SqsEngineClient sqs, Queue queue, CancellationToken ct)
    {
        // arn:aws:sqs:REGION:ACCOUNT:NAME
        var region = queue.Arn.Split(':')[3];
        var creation = new JsonObject { ["QueueName"] = queue.Name };
        if (queue.Fifo)
        {
            creation["Attributes"] = new JsonObject { ["FifoQueue"] = "true", ["ContentBasedDeduplication"] = queue.DeduplicatesByContent ? "true" : "false" };
        }

        await sqs.CallAsync("CreateQueue", creation, ct, region);
        var attributes = new JsonObject
        {
            ["VisibilityTimeout"] = Seconds(queue.VisibilityTimeout),
            ["MessageRetentionPeriod"] = Seconds(queue.Retention),
            ["DelaySeconds"] = Seconds(queue.Delay),
            ["ReceiveMessageWaitTimeSeconds"] = Seconds(queue.ReceiveWait),
            ["MaximumMessageSize"] = queue.MaxMessageBytes.ToString(CultureInfo.InvariantCulture),
            ["RedrivePolicy"] = queue.Redrive is { } redrive
                ? new JsonObject { ["deadLetterTargetArn"] = redrive.DeadLetterQueueArn, ["maxReceiveCount"] = redrive.MaxReceiveCount }.ToJsonString()
                : "",
        };
        await sqs.CallAsync("SetQueueAttributes", new JsonObject { ["QueueUrl"] = $"http://127.0.0.1/000000000000/{queue.Name}", ["Attributes"] = attributes }, ct, region);
    }

    private static string Seconds(TimeSpan span) => ((long)span.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
