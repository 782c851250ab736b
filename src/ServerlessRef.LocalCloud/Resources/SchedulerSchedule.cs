using System.Globalization;
using System.Text.RegularExpressions;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <remarks>https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html.</remarks>
internal sealed partial class SchedulerSchedule : ResourceType
{
    public override string Type => "AWS::Scheduler::Schedule";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["Name", "GroupName", "ScheduleExpression", "State", "FlexibleTimeWindow.Mode", "Target.Arn", "Target.RoleArn", "Target.Input", "Target.DeadLetterConfig.Arn"],
        Ignored =
        {
            ["ScheduleExpressionTimezone"] = "a rate has no time of day",
            ["Target.RetryPolicy"] = "concerns refusals that pass; the local cloud's functions take every run, and what the role may not do is not tried again",
            ["Description"] = Reasons.Description,
            ["KmsKeyArn"] = Reasons.Encryption,
        },
    };

    public override string Ref(Resource resource) => resource.NameFrom("Name", 64);

    public override string? GetAtt(Resource resource, string attribute) =>
        attribute == "Arn" ? resource.Arn("scheduler", $"schedule/{resource.Text("GroupName") ?? "default"}/{Ref(resource)}") : null;

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        properties.Only("FlexibleTimeWindow.Mode", "OFF");
        properties.Only("State", "ENABLED", "DISABLED");
        if (Rate(properties) is not { } rate)
        {
            return;
        }

        cloud.Schedules.Add(resource, new Schedule
        {
            LogicalId = resource.LogicalId,
            Name = resource.Ref(),
            Rate = rate,
            TargetArn = properties.Required("Target.Arn"),
            RoleArn = properties.Required("Target.RoleArn"),
            Input = properties.Text("Target.Input") ?? "{}",
            DeadLetterArn = properties.Text("Target.DeadLetterConfig.Arn"),
            Enabled = properties.Text("State") != "DISABLED",
        });
    }

    private static TimeSpan? Rate(PropertyReader properties)
    {
        var expression = properties.Required("ScheduleExpression");
        if (RateExpression().Match(expression) is { Success: true } match
            && int.TryParse(match.Groups["value"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0)
        {
            return match.Groups["unit"].Value switch
            {
                "minute" => TimeSpan.FromMinutes(value),
                "hour" => TimeSpan.FromHours(value),
                _ => TimeSpan.FromDays(value),
            };
        }

        properties.Problem("ScheduleExpression", $"\"{expression}\" is not emulated; accepted: rate(n minutes), rate(n hours), rate(n days)");
        return null;
    }

    [GeneratedRegex(@"^rate\((?<value>\d{1,6}) (?<unit>minute|hour|day)s?\)$")]
    private static partial Regex RateExpression();
}
