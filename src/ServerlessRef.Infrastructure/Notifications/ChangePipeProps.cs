using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.SQS;
using ServerlessRef.Infrastructure.Storage;

namespace ServerlessRef.Infrastructure.Notifications;

internal sealed record ChangePipeProps
{
    public required ServiceTable Table { get; init; }

    public required ChangesFunction Changes { get; init; }

    public required IEventBus Bus { get; init; }

    /// <summary>Gets the places in the stream of records that no attempt got through.</summary>
    public required IQueue Skipped { get; init; }
}
