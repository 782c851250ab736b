using Amazon.CDK.AWS.SQS;

namespace ServerlessRef.Infrastructure.Notifications;

internal sealed record NotifyFunctionProps
{
    public required EventNotificationsProps Notifications { get; init; }

    public required NoticeTopic Topic { get; init; }

    /// <summary>Gets the events no attempt succeeded with, and why.</summary>
    public required IQueue GivenUp { get; init; }
}
