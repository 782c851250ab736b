using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Engines;

/// <summary>The host's own calls to the queue engine (event source mappings, console); they bypass the front, its permissions and its log.</summary>
/// <param name="http">Its timeout must exceed the longest poll, 20 s.</param>
internal sealed class SqsEngineClient(HttpClient http, Uri endpoint)
{
    // A batch call takes at most 10 entries: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html
    private const int BatchMax = 10;

    /// <summary>The name in a queue's ARN.</summary>
    public static string NameOf(string queueArn) => queueArn[(queueArn.LastIndexOf(':') + 1)..];

    /// <param name="max">1–10 messages.</param>
    /// <param name="wait">0–20 s, whole seconds.</param>
    /// <param name="visibility">Whole seconds; null: the queue's own.</param>
    public async Task<IReadOnlyList<SqsMessage>> ReceiveAsync(string queueName, int max, TimeSpan wait, TimeSpan? visibility, CancellationToken ct)
    {
        var body = Body(queueName);
        body["MaxNumberOfMessages"] = max;
        body["WaitTimeSeconds"] = (int)wait.TotalSeconds;
        body["MessageSystemAttributeNames"] = new JsonArray("All");
        body["MessageAttributeNames"] = new JsonArray("All");
        if (visibility is { } value)
        {
            body["VisibilityTimeout"] = (int)value.TotalSeconds;
        }

        var answer = await CallAsync("ReceiveMessage", body, ct);
        return answer.TryGetProperty("Messages", out var messages) ? [.. messages.EnumerateArray().Select(Read)] : [];
    }

    /// <summary>Handles that have expired are accepted and change nothing, as in SQS.</summary>
    public async Task DeleteAsync(string queueName, IReadOnlyList<string> receiptHandles, CancellationToken ct)
    {
        foreach (var batch in receiptHandles.Chunk(BatchMax))
        {
            var body = Body(queueName);
            body["Entries"] = new JsonArray([.. batch.Select((handle, index) => new JsonObject
            {
                ["Id"] = index.ToString(CultureInfo.InvariantCulture),
                ["ReceiptHandle"] = handle,
            })]);
            var answer = await CallAsync("DeleteMessageBatch", body, ct);
            if (answer.TryGetProperty("Failed", out var failed) && failed.GetArrayLength() > 0)
            {
                throw new AwsError("InternalFailure", 500, $"The queue engine could not delete from {queueName}: {failed.GetRawText()}");
            }
        }
    }

    /// <summary>A message that is no longer in flight stays as it is.</summary>
    public async Task ChangeVisibilityAsync(string queueName, string receiptHandle, TimeSpan visibility, CancellationToken ct)
    {
        var body = Body(queueName);
        body["ReceiptHandle"] = receiptHandle;
        body["VisibilityTimeout"] = (int)visibility.TotalSeconds;
        try
        {
            await CallAsync("ChangeMessageVisibility", body, ct);
        }
        catch (AwsError error) when (error.Code is "MessageNotInflight")
        {
            // Its visibility ended by itself in between.
        }
    }

    /// <returns>The message's id.</returns>
    public Task<string> SendAsync(string queueName, string body, CancellationToken ct) => SendAsync(queueName, body, new Dictionary<string, string>(), ct);

    /// <param name="attributes">Texts beside the message.</param>
    /// <returns>The message's id.</returns>
    public async Task<string> SendAsync(string queueName, string body, IReadOnlyDictionary<string, string> attributes, CancellationToken ct)
    {
        var call = Body(queueName);
        call["MessageBody"] = body;
        if (attributes.Count > 0)
        {
            call["MessageAttributes"] = new JsonObject(attributes.Select(attribute => KeyValuePair.Create<string, JsonNode?>(
                attribute.Key, new JsonObject { ["DataType"] = "String", ["StringValue"] = attribute.Value })));
        }

        return (await CallAsync("SendMessage", call, ct)).GetProperty("MessageId").GetString()!;
    }

    public async Task<QueueCounts> CountAsync(string queueName, CancellationToken ct)
    {
        var body = Body(queueName);
        body["AttributeNames"] = new JsonArray("All");
        var attributes = (await CallAsync("GetQueueAttributes", body, ct)).GetProperty("Attributes");
        return new QueueCounts(
            Count(attributes, "ApproximateNumberOfMessages"),
            Count(attributes, "ApproximateNumberOfMessagesNotVisible"),
            Count(attributes, "ApproximateNumberOfMessagesDelayed"));
    }

    /// <summary>Any other action, for example what creates queues at start-up.</summary>
    public Task<JsonElement> CallAsync(string action, JsonObject body, CancellationToken ct, string region = "us-east-1") =>
        EngineJson.CallAsync(http, endpoint, "sqs", $"AmazonSQS.{action}", body, ct, region);

    private static SqsMessage Read(JsonElement message) => new(
        message.GetProperty("MessageId").GetString()!,
        message.GetProperty("ReceiptHandle").GetString()!,
        message.GetProperty("Body").GetString()!,
        message.GetProperty("MD5OfBody").GetString()!,
        message.TryGetProperty("Attributes", out var attributes)
            ? attributes.EnumerateObject().ToDictionary(attribute => attribute.Name, attribute => attribute.Value.GetString()!)
            : [],
        message.TryGetProperty("MessageAttributes", out var own) ? own : null);

    private static int Count(JsonElement attributes, string name) =>
        int.Parse(attributes.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    // The engine finds a queue by the last segment of its URL.
    private static JsonObject Body(string queueName) => new() { ["QueueUrl"] = $"http://127.0.0.1/000000000000/{queueName}" };
}
