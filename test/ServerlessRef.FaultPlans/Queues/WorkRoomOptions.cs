using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace ServerlessRef.FaultPlans.Queues;

/// <summary>What a <see cref="WorkRoom"/> is made of.</summary>
internal sealed record WorkRoomOptions
{
    public required string Name { get; init; }

    public required QueueOptions Queue { get; init; }

    public EventSourceOptions Source { get; init; } = new();

    /// <summary>Names the invocations of the function behind the queue.</summary>
    public required string Function { get; init; }

    /// <summary>Of that function.</summary>
    public required TimeSpan Timeout { get; init; }

    public required Func<SQSEvent, ILambdaContext, Task<SQSBatchResponse>> Handle { get; init; }

    public required TimeSpan DeadLetterVisibility { get; init; }

    /// <summary>Of the consumer of dead letters.</summary>
    public required TimeSpan DeadLetterTimeout { get; init; }

    public required Func<SQSEvent, ILambdaContext, Task<SQSBatchResponse>> HandleDead { get; init; }
}
