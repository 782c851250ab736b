using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.SNS;
using ServerlessRef.Infrastructure.Assets;
using ServerlessRef.Infrastructure.Functions;
using ServerlessRef.Infrastructure.Gateway;
using ServerlessRef.Infrastructure.Jobs;
using ServerlessRef.Infrastructure.Mail;
using ServerlessRef.Infrastructure.Settings;
using ServerlessRef.Infrastructure.Storage;

namespace ServerlessRef.Infrastructure.Waitlist;

internal sealed record PromotionWorkflowProps
{
    public required FunctionAssets Assets { get; init; }

    public required StageTraits Stage { get; init; }

    public required ServiceTable Table { get; init; }

    /// <summary>Gets the ticket jobs of promoted entries.</summary>
    public required JobQueue Jobs { get; init; }

    /// <summary>Tells of each seat that is kept.</summary>
    public required IEventBus Bus { get; init; }

    /// <summary>Takes the answers to offers.</summary>
    public required NativeFunction Api { get; init; }

    public required ServiceApi Gateway { get; init; }

    public required ITopic Alerts { get; init; }

    /// <summary>Sends offers by mail; null: who waits sees them on the page alone.</summary>
    public TicketMail? Mail { get; init; }

    /// <inheritdoc cref="DeploymentSettings.OfferMinutes"/>
    public required int OfferMinutes { get; init; }
}
