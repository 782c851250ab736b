using System.Text.Json;
using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Mailbox;
using ServerlessRef.LocalCloud.Observation;
using ServerlessRef.LocalCloud.StepFunctions;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.DevConsole;

/// <summary>What the console shows and does, as plain delegates: it knows none of the emulators.</summary>
internal sealed record ConsoleServices
{
    /// <summary>Every item of every table as plain JSON objects, without DynamoDB's type letters.</summary>
    public required Func<CancellationToken, Task<IReadOnlyList<JsonElement>>> TableItems { get; init; }

    public required Func<CancellationToken, Task<IReadOnlyList<QueueStatus>>> Queues { get; init; }

    public required Func<CancellationToken, Task<IReadOnlyList<BucketStatus>>> Buckets { get; init; }

    public required Func<IReadOnlyList<FunctionStatus>> Functions { get; init; }

    /// <summary>Function's display name and a number of lines → its newest lines, oldest first.</summary>
    public required Func<string, int, IReadOnlyList<LogEntry>> Logs { get; init; }

    /// <summary>The newest AWS calls of functions, newest first.</summary>
    public required Func<int, IReadOnlyList<AwsCall>> Calls { get; init; }

    /// <summary>Mails and SMS, newest first.</summary>
    public required Func<IReadOnlyList<MailboxEntry>> Mail { get; init; }

    /// <summary>A number and a kind (null: any) → the newest flows that began so, newest first.</summary>
    public required Func<int, string?, IReadOnlyList<TraceSummary>> Traces { get; init; }

    /// <summary>An id of any kind → the hops of all flows it belongs to, in the order they began.</summary>
    public required Func<string, IReadOnlyList<Hop>> Hops { get; init; }

    public required Func<IReadOnlyList<ScheduleStatus>> Schedules { get; init; }

    /// <summary>Newest first.</summary>
    public required Func<IReadOnlyList<ExecutionSnapshot>> Executions { get; init; }

    /// <summary>Execution's name → what happened in it, oldest first; null: there is none.</summary>
    public required Func<string, IReadOnlyList<HistoryEvent>?> ExecutionHistory { get; init; }

    /// <summary>By <c>StackName.OutputKey</c>.</summary>
    public required IReadOnlyDictionary<string, string> Outputs { get; init; }

    /// <summary>The API as the templates define it: an OpenAPI document.</summary>
    public required Func<string> OpenApi { get; init; }

    /// <summary>Mail address and lifetime (null: an hour) → identity token of an organiser.</summary>
    public required Func<string, TimeSpan?, string> SignIn { get; init; }

    /// <summary>Function's display name, folder with its new code. Throws <see cref="StartupException"/> for a folder that holds none.</summary>
    public required Func<string, string, CancellationToken, Task> ReplaceCode { get; init; }

    /// <summary>Function's display name and an event (JSON) → what it answers, an error in Lambda's own form; as a person with permission invokes it.</summary>
    public required Func<string, string, CancellationToken, Task<string>> Invoke { get; init; }

    /// <summary>Queue's name and a message's body: puts it into the queue.</summary>
    public required Func<string, string, CancellationToken, Task> SendMessage { get; init; }

    /// <summary>Name of a dead-letter queue → how many of its messages were brought back. Throws <see cref="AwsError"/> for a queue that has no way back.</summary>
    public Func<string, CancellationToken, Task<int>> Redrive { get; init; } = (_, _) => throw new InvalidOperationException("Nothing is brought back yet.");

    /// <summary>What is between two services and in no queue.</summary>
    public Func<IReadOnlyList<HopStatus>> UnderWay { get; init; } = () => [];

    /// <summary>Runs a schedule's target once, now.</summary>
    public required Func<string, CancellationToken, Task> RunSchedule { get; init; }

    /// <summary>What the fault plan has done so far; null: the local cloud runs without one.</summary>
    public Func<IReadOnlyList<RuleCount>>? Faults { get; init; }

    /// <summary>Takes another fault plan (JSON). Throws <see cref="StartupException"/> for what is none.</summary>
    public Func<string, CancellationToken, Task>? ReplaceFaults { get; init; }
}

/// <param name="DeadLetter">A queue, pipe, rule, function, schedule or subscription gives up to it: what lies in it has failed for good.</param>
internal sealed record QueueStatus(string Name, long Visible, long InFlight, long Delayed, bool DeadLetter);

/// <param name="Keys">Of its objects, in order.</param>
internal sealed record BucketStatus(string Name, IReadOnlyList<string> Keys);

/// <param name="Name"><c>stream</c> (pipes that are behind), <c>rule</c> (events on their way to a target), <c>invocation</c> (asynchronous ones) or <c>notification</c> (of a bucket).</param>
internal sealed record HopStatus(string Name, int Waiting);

/// <param name="Name">Display name, for example <c>Api</c>.</param>
/// <param name="Environments">Running now; <paramref name="Busy"/> of them are in INIT or work on an invocation.</param>
/// <param name="Errors">Invocations that failed, <paramref name="Timeouts"/> included.</param>
/// <param name="Throttles">Refused for want of concurrency.</param>
/// <param name="LastError">Type and message of the newest failure.</param>
internal sealed record FunctionStatus(
    string Name,
    int Environments,
    int Busy,
    long Invocations,
    long Errors,
    long Timeouts,
    long Throttles,
    int MemoryMegabytes,
    double TimeoutSeconds,
    string CodeDirectory,
    string? LastError);

/// <param name="RequestId">Null outside an invocation.</param>
/// <param name="Stream"><c>stdout</c>, <c>stderr</c> or <c>platform</c>.</param>
internal sealed record LogEntry(DateTimeOffset Time, string EnvironmentId, string? RequestId, string Stream, string Text);

/// <param name="Target">Display name of the function it invokes.</param>
internal sealed record ScheduleStatus(string Name, string Target, double RateSeconds, bool Enabled);
