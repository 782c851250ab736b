using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Constructs;
using ServerlessRef.Infrastructure.Monitoring;

namespace ServerlessRef.Infrastructure.Notifications;

/// <summary>One alarm for what each hop gives up: nobody consumes these queues, so one message is a reason to look.</summary>
internal sealed class NotificationAlarms : Construct
{
    private readonly SnsAction _notify;

    public NotificationAlarms(Construct scope, string id, NotificationAlarmsProps props)
        : base(scope, id)
    {
        _notify = new SnsAction(props.Alerts);

        Create("PipeFailing", PipeFailing.Of(props.Pipe));
        Create("ChangesSkipped", QueueAlarms.NotEmpty(props.Skipped, "The pipe gave up changes of the table. Its message names their place in the stream, which keeps them for a day."));
        Create("NoticesUndelivered", QueueAlarms.NotEmpty(props.Undelivered, "The bus could not hand events to Notify. The message is the event; its attributes say why."));
        Create("NoticesGivenUp", QueueAlarms.NotEmpty(props.GivenUp, "Notify failed three times with a notice. The message holds the event and the error."));
        Create("NoticesUnsent", QueueAlarms.NotEmpty(props.Unsent, "SNS could not deliver a mail or an SMS. The message is what was to be sent."));
        Create("ChangesFailing", FunctionFailing.Of("Changes", props.Changes));
        Create("NotifyFailing", FunctionFailing.Of("Notify", props.Notify));
    }

    private void Create(string id, AlarmProps props) => new Alarm(this, id, props).AddAlarmAction(_notify);
}
