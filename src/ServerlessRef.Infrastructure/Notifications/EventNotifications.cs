using Amazon.CDK.AWS.Events;
using Constructs;
using ServerlessRef.Infrastructure.Gateway;

namespace ServerlessRef.Infrastructure.Notifications;

/// <summary>
/// Tells people what happens: table stream → pipe (with the Changes function) → bus → rules → Notify function → topic → mail and SMS, and a route for
/// organisers (docs/adr/0033). The stack works without it: leave it, and the waitlist, out of the setting <c>parts</c> (docs/adr/0042).
/// </summary>
internal sealed class EventNotifications : Construct
{
    public EventNotifications(Construct scope, string id, EventNotificationsProps props)
        : base(scope, id)
    {
        var changes = new ChangesFunction(this, "Changes", props);
        var topic = new NoticeTopic(this, "Topic", new NoticeTopicProps { Mails = props.Mails, Phones = props.Phones, Undelivered = HopDeadLetters.Create(this, "Unsent", props.Stage) });
        var notify = new NotifyFunction(this, "Notify", new NotifyFunctionProps { Notifications = props, Topic = topic, GivenUp = HopDeadLetters.Create(this, "GivenUp", props.Stage) });
        var bus = new NoticeBus(this, "Bus", new NoticeBusProps { Target = notify, Undelivered = HopDeadLetters.Create(this, "Undelivered", props.Stage) });
        Bus = bus.Bus;
        var pipe = new ChangePipe(this, "Pipe", new ChangePipeProps { Table = props.Table, Changes = changes, Bus = bus.Bus, Skipped = HopDeadLetters.Create(this, "Skipped", props.Stage) });

        props.Gateway.Add(Routes.ListNotices);
        new NotificationAlarms(this, "Alarms", new NotificationAlarmsProps
        {
            Alerts = props.Alerts,
            Changes = changes,
            Notify = notify,
            Pipe = pipe.Name,
            Skipped = pipe.Skipped,
            Undelivered = bus.Undelivered,
            GivenUp = notify.GivenUp,
            Unsent = topic.Undelivered,
        });
    }

    /// <summary>Carries every notice, for whoever else wants to hear of it.</summary>
    public EventBus Bus { get; }
}
