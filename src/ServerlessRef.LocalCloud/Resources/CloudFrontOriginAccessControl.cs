namespace ServerlessRef.LocalCloud.Resources;

internal sealed class CloudFrontOriginAccessControl : ResourceType
{
    private const string Config = "OriginAccessControlConfig";

    public override string Type => "AWS::CloudFront::OriginAccessControl";

    public override PropertyTable Properties { get; } = new()
    {
        Read = [$"{Config}.Name", $"{Config}.OriginAccessControlOriginType", $"{Config}.SigningBehavior", $"{Config}.SigningProtocol"],
        Ignored = { [$"{Config}.Description"] = Reasons.Description },
    };

    public override string Ref(Resource resource) => $"E{resource.Id("control", 13, upperCase: true)}";

    public override string? GetAtt(Resource resource, string attribute) => attribute == "Id" ? Ref(resource) : null;

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        properties.Only($"{Config}.OriginAccessControlOriginType", "s3");
        properties.Only($"{Config}.SigningBehavior", "always", "never");
        properties.Only($"{Config}.SigningProtocol", "sigv4");
        cloud.OriginAccessControls[resource.Ref()] = properties.Required($"{Config}.SigningBehavior") == "always";
    }
}
