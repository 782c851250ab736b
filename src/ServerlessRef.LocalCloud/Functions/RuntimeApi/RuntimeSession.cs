using System.Threading.Channels;

namespace ServerlessRef.LocalCloud.Functions.RuntimeApi;

/// <summary>
/// The state one runtime process has towards the Runtime API: INIT, then by turns waiting for an event and working on one. Calls out of turn are refused
/// as Lambda refuses them.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</remarks>
internal sealed class RuntimeSession
{
    private readonly Lock _lock = new();
    private readonly Channel<Invocation> _offered = Channel.CreateUnbounded<Invocation>();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<byte[]> _initError = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Invocation? _current; // guarded by _lock
    private string? _lastRequestId; // guarded by _lock
    private Action? _supersede; // guarded by _lock; ends the poll that waits

    /// <summary>The runtime asked for its first event.</summary>
    public Task Ready => _ready.Task;

    /// <summary>The error the runtime reported instead of getting ready.</summary>
    public Task<byte[]> InitError => _initError.Task;

    /// <summary>The newest invocation, for log lines: output is read a moment after it was written, when the invocation may be over.</summary>
    public string? LastRequestId
    {
        get
        {
            lock (_lock)
            {
                return _lastRequestId;
            }
        }
    }

    public void Offer(Invocation invocation) => _offered.Writer.TryWrite(invocation);

    /// <summary>The process is gone: nothing is delivered any more.</summary>
    public void Close() => _offered.Writer.TryComplete();

    /// <summary>Waits for the next event; null when the runtime owes an answer to the last one. A newer poll takes the place of one that still waits.</summary>
    public async Task<Invocation?> NextAsync(CancellationToken disconnected)
    {
        using var poll = CancellationTokenSource.CreateLinkedTokenSource(disconnected);
        Action supersede = poll.Cancel;
        lock (_lock)
        {
            if (_current is { Reply.IsCompleted: false })
            {
                return null;
            }

            _current?.Finish();
            _current = null;
            _supersede?.Invoke();
            _supersede = supersede;
        }

        _ready.TrySetResult();
        try
        {
            var invocation = await _offered.Reader.ReadAsync(poll.Token);
            lock (_lock)
            {
                if (!poll.IsCancellationRequested)
                {
                    invocation.Delivered = true;
                    _current = invocation;
                    _lastRequestId = invocation.RequestId;
                    return invocation;
                }
            }

            // Nobody is there to take it: the runtime gave this poll up and comes with another one.
            _offered.Writer.TryWrite(invocation);
            throw new OperationCanceledException(poll.Token);
        }
        finally
        {
            lock (_lock)
            {
                _supersede = _supersede == supersede ? null : _supersede;
            }
        }
    }

    public AnswerVerdict Answer(string requestId, InvocationReply reply)
    {
        lock (_lock)
        {
            if (_current is null)
            {
                return AnswerVerdict.OutOfTurn;
            }

            if (_current.RequestId != requestId)
            {
                return AnswerVerdict.UnknownRequest;
            }

            return _current.TryReply(reply) ? AnswerVerdict.Accepted : AnswerVerdict.OutOfTurn;
        }
    }

    /// <summary>False: INIT was over.</summary>
    public bool FailInit(byte[] error) => !_ready.Task.IsCompleted && _initError.TrySetResult(error);
}

internal enum AnswerVerdict
{
    Accepted,

    /// <summary>400 InvalidRequestID.</summary>
    UnknownRequest,

    /// <summary>403 InvalidStateTransition: no event is open, or it was answered.</summary>
    OutOfTurn,
}
