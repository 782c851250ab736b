using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Constructs;
using ServerlessRef.Infrastructure.Monitoring;

namespace ServerlessRef.Infrastructure.Waitlist;

/// <summary>What somebody must look at so that nobody waits for a place in vain.</summary>
internal sealed class WaitlistAlarms : Construct
{
    private readonly SnsAction _notify;

    public WaitlistAlarms(Construct scope, string id, WaitlistAlarmsProps props)
        : base(scope, id)
    {
        _notify = new SnsAction(props.Topic);

        Create("WaitlistBehind", QueueAlarms.Behind(
            props.Queue.Queue, minutes: 3, "An entry has waited for its place for five minutes; all after it of its event wait too. Look for throttles and errors of Waitlist."));
        Create("WaitlistDeadLettersStuck", QueueAlarms.Behind(
            props.Queue.DeadLetters, minutes: 1, "A dead letter of the waitlist is older than five minutes: its consumer does not get on with it. Look into DeadLetter's log."));
        Create("WaitlistFailing", FunctionFailing.Of("Waitlist", props.Function));
    }

    private void Create(string id, AlarmProps props) => new Alarm(this, id, props).AddAlarmAction(_notify);
}
