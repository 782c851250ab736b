namespace ServerlessRef.LocalCloud.Resources;

internal sealed class SchedulerScheduleGroup() : IgnoredResource("AWS::Scheduler::ScheduleGroup", "groups sort schedules in the AWS console")
{
    public override string? GetAtt(Resource resource, string attribute) => attribute == "Arn" ? resource.Arn("scheduler", $"schedule-group/{Ref(resource)}") : null;
}
