using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SQS;
using ServerlessRef.Infrastructure.Functions;

namespace ServerlessRef.Infrastructure.Notifications;

internal sealed record NotificationAlarmsProps
{
    public required ITopic Alerts { get; init; }

    public required NativeFunction Changes { get; init; }

    public required NativeFunction Notify { get; init; }

    /// <inheritdoc cref="ChangePipe.Name"/>
    public required string Pipe { get; init; }

    /// <inheritdoc cref="ChangePipeProps.Skipped"/>
    public required IQueue Skipped { get; init; }

    /// <inheritdoc cref="NoticeBusProps.Undelivered"/>
    public required IQueue Undelivered { get; init; }

    /// <inheritdoc cref="NotifyFunctionProps.GivenUp"/>
    public required IQueue GivenUp { get; init; }

    /// <inheritdoc cref="NoticeTopicProps.Undelivered"/>
    public required IQueue Unsent { get; init; }
}
