using Amazon.CDK.AWS.SQS;

namespace ServerlessRef.Infrastructure.Notifications;

internal sealed record NoticeTopicProps
{
    /// <inheritdoc cref="EventNotificationsProps.Mails"/>
    public required IReadOnlyList<string> Mails { get; init; }

    /// <inheritdoc cref="EventNotificationsProps.Phones"/>
    public required IReadOnlyList<string> Phones { get; init; }

    /// <summary>Gets what a subscription could not deliver.</summary>
    public required IQueue Undelivered { get; init; }
}
