using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SQS;
using Constructs;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Infrastructure.Notifications;

/// <summary>The bus of the service's own events, with a rule for each kind of notice.</summary>
internal sealed class NoticeBus : Construct
{
    public NoticeBus(Construct scope, string id, NoticeBusProps props)
        : base(scope, id)
    {
        Undelivered = props.Undelivered;
        Bus = new EventBus(this, "Bus", new EventBusProps { Description = "Events of the service (docs/events)" });
        CreateRule("EventFull", NoticeTypes.EventFull, props);
        CreateRule("SeatFreed", NoticeTypes.SeatFreed, props);
        CreateRule("JobFailed", NoticeTypes.JobFailed, props);
    }

    public EventBus Bus { get; }

    public IQueue Undelivered { get; }

    private void CreateRule(string id, string type, NoticeBusProps props)
    {
        var rule = NoticeRule.Create(this, id, new NoticeRuleProps
        {
            Description = $"Tells people of {type}",
            Bus = Bus,
            Type = type,
            TargetId = "Notify",
            TargetArn = props.Target.Live.FunctionArn,
            Undelivered = props.Undelivered,
        });
        props.Target.Live.AddPermission($"{id}Rule", new Permission
        {
            Principal = new ServicePrincipal("events.amazonaws.com"),
            SourceArn = rule.AttrArn,
        });
    }
}
