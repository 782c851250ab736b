using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using ServerlessRef.LocalCloud.Functions;

namespace ServerlessRef.LocalCloud.Tests.EventSources;

/// <summary>Answers every invocation as the test says and passes the event on to it.</summary>
internal sealed class FakeFunction(Func<JsonElement, Task<InvokeResult>> handler) : IFunctionInvoker
{
    private readonly Channel<JsonElement> _events = Channel.CreateUnbounded<JsonElement>();

    public string? LastArn { get; private set; }

    public InvokeCaller? LastCaller { get; private set; }

    public static FakeFunction Answering(string answer) => new(_ => Task.FromResult(Success(answer)));

    public static FakeFunction Ending(InvokeOutcome outcome) => new(_ => Task.FromResult(new InvokeResult(outcome, "{}"u8.ToArray(), "r")));

    public static InvokeResult Success(string answer) => new(InvokeOutcome.Success, Encoding.UTF8.GetBytes(answer), "r");

    public ValueTask<JsonElement> EventAsync() => _events.Reader.ReadAsync();

    public bool HasEvents => _events.Reader.TryPeek(out _);

    public async Task<InvokeResult> InvokeAsync(string functionArn, ReadOnlyMemory<byte> payload, InvokeCaller caller, CancellationToken cancellationToken)
    {
        var input = JsonElement.Parse(payload.Span);
        LastArn = functionArn;
        LastCaller = caller;
        _events.Writer.TryWrite(input);
        return await handler(input).WaitAsync(cancellationToken);
    }
}
