namespace ServerlessRef.LocalCloud.Functions;

/// <summary>One event on its way through an environment.</summary>
internal sealed class Invocation(string requestId, string functionArn, string traceId, ReadOnlyMemory<byte> payload)
{
    private readonly TaskCompletionSource<InvocationReply> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RequestId { get; } = requestId;

    public string FunctionArn { get; } = functionArn;

    public string TraceId { get; } = traceId;

    public ReadOnlyMemory<byte> Payload { get; } = payload;

    /// <summary>When the function's timeout ends it; set before it is offered to the runtime.</summary>
    public DateTimeOffset Deadline { get; set; }

    /// <summary>The runtime has got it. One that was never delivered may go to another environment.</summary>
    public bool Delivered { get; set; }

    /// <summary>What the runtime answered.</summary>
    public Task<InvocationReply> Reply => _reply.Task;

    /// <summary>The runtime asked for the next event: the environment is free again.</summary>
    public Task Finished => _finished.Task;

    public bool TryReply(InvocationReply reply) => _reply.TrySetResult(reply);

    public void Finish() => _finished.TrySetResult();
}

internal sealed record InvocationReply(bool IsError, ReadOnlyMemory<byte> Payload);
