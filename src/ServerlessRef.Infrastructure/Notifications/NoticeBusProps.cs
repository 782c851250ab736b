using Amazon.CDK.AWS.SQS;

namespace ServerlessRef.Infrastructure.Notifications;

internal sealed record NoticeBusProps
{
    /// <summary>What every rule invokes.</summary>
    public required NotifyFunction Target { get; init; }

    /// <summary>Gets events that could not be handed to the target.</summary>
    public required IQueue Undelivered { get; init; }
}
