using System.Globalization;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using ServerlessRef.FaultPlans.Queues;
using ServerlessRef.FaultPlans.Simulation;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.FaultPlans.Cloud;

/// <summary>Runs functions as Lambda does: each invocation is an actor with a name, luck and a clock of its own, and has only so much time.</summary>
internal sealed class Invocations(SimulatedTime time, CloudOptions options)
{
    private static readonly TimeSpan LongestClockOffset = TimeSpan.FromSeconds(90);

    private int _count;
    private DateTimeOffset _rainEnds;

    /// <summary>Whether faults fall now.</summary>
    public bool InRain => time.Now < _rainEnds;

    public void BeginRain() => _rainEnds = time.Now + options.RainLasts;

    public Actor NewActor(string function)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{function}-{++_count}");
        var random = RandomOf(name);
        var offset = InRain && random.Next(10) == 0 ? LongestClockOffset * (random.NextDouble() * 2 - 1) : TimeSpan.Zero;
        return new Actor(name, random, offset, InRain);
    }

    // FNV-1a: what happens to an invocation depends on its name, so plans stay alike when parts of them are left out.
    public Random RandomOf(string name) =>
        new(unchecked((int)name.Aggregate(2166136261u ^ (uint)options.Seed, (hash, character) => (hash ^ character) * 16777619u)));

    /// <summary>Null when it was killed, ran out of time, or threw.</summary>
    public async Task<T?> RunAsync<T>(Actor actor, TimeSpan timeout, Func<ILambdaContext, Task<T>> handle)
        where T : class
    {
        var end = time.Now + timeout;
        var over = new TaskCompletionSource();
        var due = time.After(timeout, over.SetResult);
        var run = StartAsync(actor, () => handle(new TestContext(() => end - time.Now)));
        var first = await Task.WhenAny(run, actor.Killed, over.Task);
        due.Cancel();
        return first == run && run.IsCompletedSuccessfully ? await run : null;
    }

    /// <summary>A batch of a queue's messages; ids of those that failed, or null when the invocation did.</summary>
    public async Task<IReadOnlyCollection<string>?> RunBatchAsync(
        string function, TimeSpan timeout, IReadOnlyList<QueueMessage> messages, Func<SQSEvent, ILambdaContext, Task<SQSBatchResponse>> handle)
    {
        var input = new SQSEvent { Records = [.. messages.Select(Record)] };
        var response = await RunAsync(NewActor(function), timeout, context => handle(input, context));
        return response is null ? null : [.. response.BatchItemFailures.Select(failure => failure.ItemIdentifier)];
    }

    private static SQSEvent.SQSMessage Record(QueueMessage message) => new()
    {
        MessageId = message.Id,
        ReceiptHandle = message.Handle,
        Body = message.Body,
        Attributes = message.Group is { } group ? new() { ["MessageGroupId"] = group } : [],
    };

    private static async Task<T> StartAsync<T>(Actor actor, Func<Task<T>> run)
    {
        Actor.Current = actor;
        return await run();
    }
}
