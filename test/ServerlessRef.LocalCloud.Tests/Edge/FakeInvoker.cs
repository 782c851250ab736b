using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using ServerlessRef.LocalCloud.Functions;

namespace ServerlessRef.LocalCloud.Tests.Edge;

/// <summary>Stands for the functions: records each event and answers what the test says.</summary>
internal sealed class FakeInvoker : IFunctionInvoker
{
    public ConcurrentQueue<JsonElement> Events { get; } = new();

    public ConcurrentQueue<InvokeCaller> Callers { get; } = new();

    public Func<JsonElement, Task<InvokeResult>> Answer { get; set; } = _ => Task.FromResult(Respond("""{"statusCode":200,"body":"{}"}"""));

    public JsonElement LastEvent => Events.Last();

    public static InvokeResult Respond(string payload, InvokeOutcome outcome = InvokeOutcome.Success) => new(outcome, Encoding.UTF8.GetBytes(payload), "request-1");

    public async Task<InvokeResult> InvokeAsync(string functionArn, ReadOnlyMemory<byte> payload, InvokeCaller caller, CancellationToken cancellationToken)
    {
        var @event = JsonDocument.Parse(payload).RootElement.Clone();
        Events.Enqueue(@event);
        Callers.Enqueue(caller);
        return await Answer(@event);
    }
}
