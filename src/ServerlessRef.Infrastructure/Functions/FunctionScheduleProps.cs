using Amazon.CDK.AWS.SQS;
using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Functions;

internal sealed record FunctionScheduleProps
{
    public required StageTraits Stage { get; init; }

    public required NativeFunction Function { get; init; }

    /// <summary>What is done, without when: "Starts the sweeper".</summary>
    public required string Purpose { get; init; }

    /// <summary>Minutes from one run to the next; 1 or more.</summary>
    public required int Minutes { get; init; }

    /// <summary>The event of each run, JSON.</summary>
    public required string Input { get; init; }

    /// <summary>Gets runs the scheduler could not start, with its reason in the message attributes; null: a queue of the schedule's own.</summary>
    public IQueue? MissedRuns { get; init; }
}
