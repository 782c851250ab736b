using Amazon.CDK.AWS.SNS;
using ServerlessRef.Infrastructure.Assets;
using ServerlessRef.Infrastructure.Functions;
using ServerlessRef.Infrastructure.Gateway;
using ServerlessRef.Infrastructure.Settings;
using ServerlessRef.Infrastructure.Storage;

namespace ServerlessRef.Infrastructure.Waitlist;

internal sealed record EventWaitlistProps
{
    public required FunctionAssets Assets { get; init; }

    public required StageTraits Stage { get; init; }

    public required ServiceTable Table { get; init; }

    /// <summary>Accepts entries.</summary>
    public required NativeFunction Api { get; init; }

    /// <summary>Sends again what was accepted and not queued.</summary>
    public required NativeFunction Sweeper { get; init; }

    /// <summary>Ends what went through the queue in vain.</summary>
    public required DeadLetterFunction DeadLetter { get; init; }

    public required ServiceApi Gateway { get; init; }

    public required ITopic Alerts { get; init; }
}
