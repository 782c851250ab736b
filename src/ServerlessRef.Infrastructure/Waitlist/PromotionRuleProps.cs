using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.SQS;
using Amazon.CDK.AWS.StepFunctions;

namespace ServerlessRef.Infrastructure.Waitlist;

internal sealed record PromotionRuleProps
{
    public required IEventBus Bus { get; init; }

    /// <summary>What it starts.</summary>
    public required IStateMachine StateMachine { get; init; }

    /// <summary>Gets events no execution could be started with.</summary>
    public required IQueue Unstarted { get; init; }
}
