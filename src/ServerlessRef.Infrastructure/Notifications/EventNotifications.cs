using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.SQS;
using Constructs;
using ServerlessRef.Infrastructure.Acceptances;

namespace ServerlessRef.Infrastructure.Notifications;

/// <summary>
/// Tells people what happens: table stream → pipe (with the Changes function) → bus → rules → Notify function → topic → mail and SMS
/// (docs/adr/0033). The stack works without it: delete the line that makes it.
/// </summary>
internal sealed class EventNotifications : Construct
{
    public EventNotifications(Construct scope, string id, EventNotificationsProps props)
        : base(scope, id)
    {
        var changes = new ChangesFunction(this, "Changes", props);
        var topic = new NoticeTopic(this, "Topic", new NoticeTopicProps { Mails = props.Mails, Phones = props.Phones, Undelivered = CreateDeadLetters("Unsent") });
        var notify = new NotifyFunction(this, "Notify", new NotifyFunctionProps { Notifications = props, Topic = topic, GivenUp = CreateDeadLetters("GivenUp") });
        var bus = new NoticeBus(this, "Bus", new NoticeBusProps { Target = notify, Undelivered = CreateDeadLetters("Undelivered") });
        Bus = bus.Bus;
        var pipe = new ChangePipe(this, "Pipe", new ChangePipeProps { Table = props.Table, Changes = changes, Bus = bus.Bus, Skipped = CreateDeadLetters("Skipped") });

        new NotificationAlarms(this, "Alarms", new NotificationAlarmsProps
        {
            Alerts = props.Alerts,
            Changes = changes,
            Notify = notify,
            Skipped = pipe.Skipped,
            Undelivered = bus.Undelivered,
            GivenUp = notify.GivenUp,
            Unsent = topic.Undelivered,
        });
    }

    /// <summary>Carries every notice, for whoever else wants to hear of it.</summary>
    public EventBus Bus { get; }

    /// <summary>What a hop gave up: nothing consumes it, an alarm says that something is there.</summary>
    private Queue CreateDeadLetters(string id)
    {
        var queue = new Queue(this, id, new QueueProps
        {
            // The longest SQS offers: time to notice, repair and send again.
            RetentionPeriod = Duration.Days(14),
            Encryption = QueueEncryption.SQS_MANAGED,
            EnforceSSL = true,
        });
        queue.Accept("It is the dead-letter queue of a hop; it keeps for 14 days what went wrong, and an alarm tells", "AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy", "sqs_dlq_check");
        return queue;
    }
}
