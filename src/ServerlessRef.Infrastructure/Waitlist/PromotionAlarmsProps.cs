using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SQS;
using Amazon.CDK.AWS.StepFunctions;
using ServerlessRef.Infrastructure.Functions;

namespace ServerlessRef.Infrastructure.Waitlist;

internal sealed record PromotionAlarmsProps
{
    public required ITopic Topic { get; init; }

    public required StateMachine StateMachine { get; init; }

    public required NativeFunction Function { get; init; }

    /// <inheritdoc cref="PromotionRuleProps.Unstarted"/>
    public required IQueue Unstarted { get; init; }
}
