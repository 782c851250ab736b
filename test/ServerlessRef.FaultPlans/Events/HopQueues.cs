using System.Net;
using System.Text.Json.Nodes;

namespace ServerlessRef.FaultPlans.Events;

/// <summary>The dead-letter queues of the hops: nothing consumes them but a person.</summary>
internal sealed class HopQueues : HttpMessageHandler
{
    private readonly List<(string Queue, JsonNode Body)> _messages = [];

    public bool IsEmpty => _messages.Count == 0;

    /// <summary>What was given up, which is no more in the queues then.</summary>
    public IReadOnlyList<(string Queue, JsonNode Body)> TakeAll()
    {
        List<(string, JsonNode)> taken = [.. _messages];
        _messages.Clear();
        return taken;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = JsonNode.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken))!;
        _messages.Add(((string)call["QueueUrl"]!, JsonNode.Parse((string)call["MessageBody"]!)!));
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent("""{"MessageId":"hop"}"""u8.ToArray()) };
    }
}
