using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html.</remarks>
internal sealed class EventsEventBus : ResourceType
{
    public override string Type => "AWS::Events::EventBus";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["Name"],
        Ignored =
        {
            ["Description"] = Reasons.Description,
            ["KmsKeyIdentifier"] = Reasons.Encryption,
            ["LogConfig"] = Reasons.Monitoring,
            ["Tags"] = Reasons.Tags,
        },
    };

    public override string Ref(Resource resource) => resource.NameFrom("Name", 256);

    public override string? GetAtt(Resource resource, string attribute) => attribute switch
    {
        "Arn" => resource.Arn("events", $"event-bus/{Ref(resource)}"),
        "Name" => Ref(resource),
        _ => null,
    };

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud) =>
        cloud.EventBuses.Add(resource, new EventBus { LogicalId = resource.LogicalId, Name = resource.Ref(), Arn = resource.GetAtt("Arn") });
}
