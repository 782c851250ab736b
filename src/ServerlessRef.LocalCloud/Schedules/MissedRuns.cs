using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Schedules;

/// <summary>Reports the runs a schedule could not start to its dead-letter queue, by the schedule's own role.</summary>
/// <remarks>https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html</remarks>
internal sealed class MissedRuns(Schedule schedule, Cloud cloud, SqsEngineClient queues, Func<string, string, string, bool> roleAllows, ILogger logger)
{
    /// <param name="input">What the function would have got.</param>
    /// <param name="reason">Why it was not called; another attempt would not mend it.</param>
    public async Task ReportAsync(string input, string reason, string executionId, DateTimeOffset scheduledTime, CancellationToken cancellationToken)
    {
        if (schedule.DeadLetterArn is not { } queue)
        {
            return;
        }

        if (!roleAllows(schedule.RoleArn, "sqs:SendMessage", queue))
        {
            logger.LogError("The missed run of {Schedule} is reported to nobody: {Role} is not authorized to perform: sqs:SendMessage on resource: {Queue}", schedule.Name, schedule.RoleArn, queue);
            return;
        }

        // The call that was not made.
        var call = new JsonObject { ["FunctionName"] = schedule.TargetArn, ["InvocationType"] = "Event", ["Payload"] = input };
        var attributes = new Dictionary<string, string>
        {
            ["ERROR_CODE"] = "AccessDeniedException",
            ["ERROR_MESSAGE"] = reason,
            ["EXECUTION_ID"] = executionId,
            ["IS_PAYLOAD_TRUNCATED"] = "false",
            ["RETRY_ATTEMPTS"] = "0",
            ["SCHEDULED_TIME"] = ScheduleInput.TimeOf(scheduledTime),
            ["SCHEDULE_ARN"] = ScheduleInput.ArnOf(schedule, cloud),
            ["TARGET_ARN"] = schedule.TargetArn,
        };
        await queues.SendAsync(SqsEngineClient.NameOf(queue), call.ToJsonString(), attributes, cancellationToken);
    }
}
