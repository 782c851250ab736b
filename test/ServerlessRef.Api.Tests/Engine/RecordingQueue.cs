using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS;

namespace ServerlessRef.Api.Tests.Engine;

/// <summary>The other end of a real client's connection: a queue that keeps what it is sent.</summary>
internal sealed class RecordingQueue : HttpMessageHandler
{
    private readonly Lock _lock = new();

    /// <summary>Bodies sent, in order.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>Group and deduplication id of what was sent to a FIFO queue, in order.</summary>
    public List<(string Group, string Id)> Ordered { get; } = [];

    /// <summary>Sendings to refuse, as a queue without permission does.</summary>
    public int RefusalsToCome { get; set; }

    public IAmazonSQS Connect(AWSCredentials credentials) => new AmazonSQSClient(
        credentials,
        new AmazonSQSConfig { ServiceURL = "http://127.0.0.1:1", AuthenticationRegion = "eu-central-1", HttpClientFactory = new HandlerFactory(this) });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal("AmazonSQS.SendMessage", Assert.Single(request.Headers.GetValues("X-Amz-Target")));
        using var message = JsonDocument.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        var body = message.RootElement.GetProperty("MessageBody").GetString()!;
        lock (_lock)
        {
            if (RefusalsToCome > 0)
            {
                RefusalsToCome--;
                return Answer(HttpStatusCode.BadRequest, """{"__type":"com.amazonaws.sqs#AccessDeniedException","message":"not allowed"}""");
            }

            Sent.Add(body);
            if (message.RootElement.TryGetProperty("MessageGroupId", out var group))
            {
                Ordered.Add((group.GetString()!, message.RootElement.GetProperty("MessageDeduplicationId").GetString()!));
            }
        }

        // The client compares the digest with what it sent.
        var digest = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(body)));
        return Answer(HttpStatusCode.OK, $$"""{"MessageId":"1","MD5OfMessageBody":"{{digest}}"}""");
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string json) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/x-amz-json-1.0") };
}
