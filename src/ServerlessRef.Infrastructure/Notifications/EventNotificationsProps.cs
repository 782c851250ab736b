using Amazon.CDK.AWS.SNS;
using ServerlessRef.Infrastructure.Assets;
using ServerlessRef.Infrastructure.Gateway;
using ServerlessRef.Infrastructure.Settings;
using ServerlessRef.Infrastructure.Storage;

namespace ServerlessRef.Infrastructure.Notifications;

internal sealed record EventNotificationsProps
{
    public required FunctionAssets Assets { get; init; }

    public required StageTraits Stage { get; init; }

    /// <summary>Its stream is where news comes from.</summary>
    public required ServiceTable Table { get; init; }

    /// <summary>Shows organisers what was told.</summary>
    public required ServiceApi Gateway { get; init; }

    /// <summary>Where alarms go.</summary>
    public required ITopic Alerts { get; init; }

    /// <summary>Addresses that get a mail for each notice.</summary>
    public required IReadOnlyList<string> Mails { get; init; }

    /// <summary>Telephone numbers (E.164) that get an SMS for what is urgent: an event that is full, a job that failed.</summary>
    public required IReadOnlyList<string> Phones { get; init; }
}
