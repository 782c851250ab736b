using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.SQS;

namespace ServerlessRef.Infrastructure.Notifications;

internal sealed record NoticeRuleProps
{
    public required string Description { get; init; }

    public required IEventBus Bus { get; init; }

    /// <summary>One of <see cref="Domain.Contracts.NoticeTypes"/>.</summary>
    public required string Type { get; init; }

    public required string TargetId { get; init; }

    public required string TargetArn { get; init; }

    /// <summary>Who the target is called as; null: a function, whose own policy decides.</summary>
    public string? RoleArn { get; init; }

    /// <summary>Gets the events that could not be handed over.</summary>
    public required IQueue Undelivered { get; init; }
}
