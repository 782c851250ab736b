using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.FaultPlans.Queues;

/// <summary>The queue engine of the local cloud: what the virtual queue is measured by.</summary>
public sealed class EngineQueueTests(QueueEngine engine) : QueueBehaviour, IClassFixture<QueueEngine>
{
    private static int _names;

    private protected override async Task<IQueueUnderTest> OpenAsync(int maxReceiveCount, bool isFifo = false)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"queue-{Interlocked.Increment(ref _names)}");
        var opened = new Opened(engine.Endpoint);
        await opened.CreateAsync(name, maxReceiveCount, isFifo);
        return opened;
    }

    private sealed class Opened(Uri endpoint) : IQueueUnderTest
    {
        private readonly HttpClient _http = new();
        private string _queue = string.Empty;
        private string _dead = string.Empty;

        public async Task CreateAsync(string name, int maxReceiveCount, bool isFifo)
        {
            var suffix = isFifo ? ".fifo" : "";
            _dead = await CreateQueueAsync($"{name}-dead{suffix}", Attributes(isFifo));
            var attributes = Attributes(isFifo);
            attributes["RedrivePolicy"] = new JsonObject { ["deadLetterTargetArn"] = $"arn:aws:sqs:us-east-1:000000000000:{name}-dead{suffix}", ["maxReceiveCount"] = maxReceiveCount }.ToJsonString();
            _queue = await CreateQueueAsync(name + suffix, attributes);
        }

        public Task SendAsync(string body, string group, string deduplicationId) =>
            CallAsync("SendMessage", _queue, new() { ["MessageBody"] = body, ["MessageGroupId"] = group, ["MessageDeduplicationId"] = deduplicationId });

        public Task SendAsync(string body, TimeSpan delay = default) =>
            CallAsync("SendMessage", _queue, new() { ["MessageBody"] = body, ["DelaySeconds"] = (int)delay.TotalSeconds });

        public Task<IReadOnlyList<QueueMessage>> ReceiveAsync(int most) => ReceiveAsync(_queue, most);

        public Task<IReadOnlyList<QueueMessage>> ReceiveDeadAsync(int most) => ReceiveAsync(_dead, most);

        public Task DeleteAsync(string handle) => CallAsync("DeleteMessage", _queue, new() { ["ReceiptHandle"] = handle });

        public Task ChangeVisibilityAsync(string handle, TimeSpan hidden) =>
            CallAsync("ChangeMessageVisibility", _queue, new() { ["ReceiptHandle"] = handle, ["VisibilityTimeout"] = (int)hidden.TotalSeconds });

        public async Task<QueueDepth> DepthAsync()
        {
            var answer = await CallAsync("GetQueueAttributes", _queue, new() { ["AttributeNames"] = new JsonArray("All") });
            int Number(string name) => int.Parse(answer.GetProperty("Attributes").GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
            return new QueueDepth(Number("ApproximateNumberOfMessages"), Number("ApproximateNumberOfMessagesNotVisible"), Number("ApproximateNumberOfMessagesDelayed"));
        }

        public Task PassAsync(TimeSpan time) => Task.Delay(time);

        public ValueTask DisposeAsync()
        {
            _http.Dispose();
            return ValueTask.CompletedTask;
        }

        private static JsonObject Attributes(bool isFifo)
        {
            var attributes = new JsonObject { ["VisibilityTimeout"] = ((int)Visibility.TotalSeconds).ToString(CultureInfo.InvariantCulture) };
            if (isFifo)
            {
                attributes["FifoQueue"] = "true";
            }

            return attributes;
        }

        private async Task<string> CreateQueueAsync(string name, JsonObject attributes)
        {
            await CallAsync("CreateQueue", null, new() { ["QueueName"] = name, ["Attributes"] = attributes });
            return new Uri(endpoint, $"/000000000000/{name}").ToString();
        }

        private async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(string queue, int most)
        {
            var answer = await CallAsync("ReceiveMessage", queue, new() { ["MaxNumberOfMessages"] = most, ["AttributeNames"] = new JsonArray("ApproximateReceiveCount") });
            return answer.TryGetProperty("Messages", out var messages) ? [.. messages.EnumerateArray().Select(Read)] : [];
        }

        private static QueueMessage Read(JsonElement message) => new(
            message.GetProperty("MessageId").GetString()!,
            message.GetProperty("ReceiptHandle").GetString()!,
            message.GetProperty("Body").GetString()!,
            int.Parse(message.GetProperty("Attributes").GetProperty("ApproximateReceiveCount").GetString()!, CultureInfo.InvariantCulture));

        private async Task<JsonElement> CallAsync(string action, string? queue, JsonObject body)
        {
            if (queue is not null)
            {
                body["QueueUrl"] = queue;
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new StringContent(body.ToJsonString()) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
            request.Headers.Add("X-Amz-Target", $"AmazonSQS.{action}");
            request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=test/20000101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=test");
            using var response = await _http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, text);
            return text.Length == 0 ? default : JsonElement.Parse(text);
        }
    }
}
