using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Gateway;

namespace ServerlessRef.Infrastructure.Waitlist;

/// <summary>
/// The line of a full event: a FIFO queue and the function that gives places, joined to API, sweeper and dead-letter consumer. It adds all of itself, so a
/// stack without it is a stack whose setting <c>parts</c> leaves it out (docs/adr/0035, 0042).
/// </summary>
internal sealed class EventWaitlist : Construct
{
    public EventWaitlist(Construct scope, string id, EventWaitlistProps props)
        : base(scope, id)
    {
        var queue = new WaitlistQueue(this, "Entries", new WaitlistQueueProps { Stage = props.Stage });
        var function = new WaitlistFunction(this, "Waitlist", new WaitlistFunctionProps { Assets = props.Assets, Stage = props.Stage, Table = props.Table, Queue = queue });
        OfferLine(props, queue);
        props.DeadLetter.Consume("WaitlistDeadLetters", queue.DeadLetters);
        new WaitlistAlarms(this, "Alarms", new WaitlistAlarmsProps { Topic = props.Alerts, Queue = queue, Function = function });
    }

    private static void OfferLine(EventWaitlistProps props, WaitlistQueue queue)
    {
        props.Gateway.Add(Routes.JoinWaitlist);
        props.Gateway.Add(Routes.GetWaitlistEntry);
        props.Gateway.Add(Routes.LeaveWaitlist);
        props.Api.Function.AddEnvironment(EnvironmentVariables.WaitlistQueueUrl, queue.Queue.QueueUrl);
        props.Sweeper.Function.AddEnvironment(EnvironmentVariables.WaitlistQueueUrl, queue.Queue.QueueUrl);
        queue.Queue.Grant(props.Api.Role, "sqs:SendMessage");
        queue.Queue.Grant(props.Sweeper.Role, "sqs:SendMessage");
        // Whether the mail address has a seat already, as a condition of the transaction that puts it in the line:
        // it checks MAIL# only. AWS does not say whether the keys beside it in the transaction count as well, so they are named.
        props.Table.GrantKeys(props.Api.Role, ["EVENT#*", "JOB#*", "MAIL#*"], "ConditionCheckItem");
    }
}
