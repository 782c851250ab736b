using Amazon.CDK.AWS.SNS;

namespace ServerlessRef.Infrastructure.Mail;

internal sealed record MailAlarmsProps
{
    public required ITopic Alerts { get; init; }

    /// <summary>The set whose reputation is watched.</summary>
    public required string ConfigurationSetName { get; init; }
}
