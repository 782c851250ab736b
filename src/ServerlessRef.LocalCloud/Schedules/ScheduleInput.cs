using System.Globalization;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Schedules;

/// <summary>Fills in the keywords EventBridge Scheduler replaces in a target's input.</summary>
/// <remarks>https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html</remarks>
internal static class ScheduleInput
{
    public static string Resolve(Schedule schedule, Cloud cloud, string executionId, int attempt, DateTimeOffset scheduledTime)
        => schedule.Input
            .Replace("<aws.scheduler.schedule-arn>", ArnOf(schedule, cloud), StringComparison.Ordinal)
            .Replace("<aws.scheduler.scheduled-time>", TimeOf(scheduledTime), StringComparison.Ordinal)
            .Replace("<aws.scheduler.execution-id>", executionId, StringComparison.Ordinal)
            .Replace("<aws.scheduler.attempt-number>", attempt.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    public static string ArnOf(Schedule schedule, Cloud cloud) => $"arn:aws:scheduler:{cloud.Region}:{cloud.AccountId}:schedule/default/{schedule.Name}";

    public static string TimeOf(DateTimeOffset scheduledTime) => scheduledTime.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
