namespace ServerlessRef.LocalCloud.Resources;

internal sealed class LogsLogGroup() : IgnoredResource("AWS::Logs::LogGroup", "the console shows each function's log; its name is still given to the functions")
{
    public override string Ref(Resource resource) => resource.NameFrom("LogGroupName", 512);

    public override string? GetAtt(Resource resource, string attribute) => attribute == "Arn" ? $"{resource.Arn("logs", $"log-group:{Ref(resource)}")}:*" : null;
}
