using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Constructs;
using ServerlessRef.Infrastructure.Monitoring;

namespace ServerlessRef.Infrastructure.Images;

/// <summary>What somebody must look at so that no uploaded picture is lost.</summary>
internal sealed class CoverAlarms : Construct
{
    private readonly SnsAction _notify;

    public CoverAlarms(Construct scope, string id, CoverAlarmsProps props)
        : base(scope, id)
    {
        _notify = new SnsAction(props.Topic);

        Create("CoverGivenUp", QueueAlarms.NotEmpty(
            props.Queue.DeadLetters, "An upload could not be worked on in five attempts. Look into Thumbnail's log, mend the cause, then redrive the queue."));
        Create("CoversBehind", QueueAlarms.Behind(
            props.Queue.Queue, minutes: 3, "An upload has waited for five minutes. Look for throttles and errors of Thumbnail."));
        Create("ThumbnailFailing", FunctionFailing.Of("Thumbnail", props.Thumbnail));
    }

    private void Create(string id, AlarmProps props) => new Alarm(this, id, props).AddAlarmAction(_notify);
}
