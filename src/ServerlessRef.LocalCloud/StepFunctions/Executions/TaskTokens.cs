using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>Every token since the start: one that nobody waits for any more is known all the same.</summary>
internal sealed class TaskTokens
{
    private const int Bytes = 96;

    private readonly ConcurrentDictionary<string, PendingTask> _tasks = new(StringComparer.Ordinal);

    public PendingTask Issue(Execution execution)
    {
        var task = new PendingTask(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)), execution);
        return _tasks[task.Token] = task;
    }

    public PendingTask? Find(string token) => _tasks.GetValueOrDefault(token);
}
