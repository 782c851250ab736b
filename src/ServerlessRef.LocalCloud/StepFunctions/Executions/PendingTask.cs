using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>A task that waits for the answer to its token; the first end it meets counts.</summary>
internal sealed class PendingTask(string token, Execution execution) : IDisposable
{
    // Its continuations run where the answer is given, up to the yield of the attempt that waits: no thread pool decides when that is.
    private readonly TaskCompletionSource<JsonNode?> _answer = new();

    public string Token { get; } = token;

    public Execution Execution { get; } = execution;

    public Task<JsonNode?> Answer => _answer.Task;

    /// <returns>False: it has ended before.</returns>
    public bool TrySucceed(JsonNode? output) => _answer.TrySetResult(output);

    /// <inheritdoc cref="TrySucceed"/>
    public bool TryFail(string error, string? cause)
    {
        if (!_answer.TrySetException(new StateFailure(error, cause)))
        {
            return false;
        }

        _ = _answer.Task.Exception; // its task may have ended meanwhile
        return true;
    }

    /// <summary>Takes no answer any more.</summary>
    /// <inheritdoc cref="TrySucceed"/>
    public bool Close() => _answer.TrySetCanceled();

    public void Dispose() => Close();
}
