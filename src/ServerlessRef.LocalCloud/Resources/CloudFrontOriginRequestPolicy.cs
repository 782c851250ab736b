using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

internal sealed class CloudFrontOriginRequestPolicy : ResourceType
{
    private const string Config = "OriginRequestPolicyConfig";

    public override string Type => "AWS::CloudFront::OriginRequestPolicy";

    public override PropertyTable Properties { get; } = new()
    {
        Read = [$"{Config}.Name", .. ItemSelections.Paths(Config)],
        Ignored = { [$"{Config}.Comment"] = Reasons.Description },
    };

    public override string Ref(Resource resource) => Template.LocalNames.Uuid(resource.Stack.Name, resource.LogicalId, "policy");

    public override string? GetAtt(Resource resource, string attribute) => attribute == "Id" ? Ref(resource) : null;

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        if (properties.Object(Config) is not { } config)
        {
            properties.Problem(Config, "is required");
            return;
        }

        var headers = ItemSelections.Read(config, "Header");
        if (headers.Mode == SelectionMode.Only && headers.Names.Contains("Authorization", StringComparer.OrdinalIgnoreCase))
        {
            config.Problem("HeadersConfig.Headers", "The parameter Headers contains Authorization that is not allowed");
        }

        cloud.OriginRequestPolicies[resource.Ref()] = new OriginRequestPolicy(headers, ItemSelections.Read(config, "Cookie"), ItemSelections.Read(config, "QueryString"));
    }
}
