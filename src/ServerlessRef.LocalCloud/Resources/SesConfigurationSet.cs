using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ses-configurationset.html.</remarks>
internal sealed class SesConfigurationSet : ResourceType
{
    public override string Type => "AWS::SES::ConfigurationSet";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["Name", "SendingOptions.SendingEnabled"],
        Ignored =
        {
            ["DeliveryOptions"] = "concerns the way to the receiver's server; mails go no further than the mailbox",
            ["ReputationOptions"] = Reasons.Monitoring,
            ["SuppressionOptions"] = "nothing bounces here and nobody complains",
            ["Tags"] = Reasons.Tags,
        },
    };

    public override string Ref(Resource resource) => resource.NameFrom("Name", 64);

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud) =>
        cloud.ConfigurationSets.Add(resource, new ConfigurationSet(
            resource.Ref(),
            resource.Arn("ses", $"configuration-set/{resource.Ref()}"),
            properties.Flag("SendingOptions.SendingEnabled") ?? true));
}
