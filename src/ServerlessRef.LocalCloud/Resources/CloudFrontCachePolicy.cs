using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

internal sealed class CloudFrontCachePolicy : ResourceType
{
    private const string Key = "CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin";

    public override string Type => "AWS::CloudFront::CachePolicy";

    public override PropertyTable Properties { get; } = new()
    {
        Read =
        [
            "CachePolicyConfig.Name", "CachePolicyConfig.MinTTL", "CachePolicyConfig.DefaultTTL", "CachePolicyConfig.MaxTTL",
            .. ItemSelections.Paths(Key),
            $"{Key}.EnableAcceptEncodingGzip", $"{Key}.EnableAcceptEncodingBrotli",
        ],
        Ignored = { ["CachePolicyConfig.Comment"] = Reasons.Description },
    };

    public override string Ref(Resource resource) => Template.LocalNames.Uuid(resource.Stack.Name, resource.LogicalId, "policy");

    public override string? GetAtt(Resource resource, string attribute) => attribute == "Id" ? Ref(resource) : null;

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        if (properties.Object("CachePolicyConfig") is not { } config || properties.Object(Key) is not { } key)
        {
            properties.Problem(Key, "is required");
            return;
        }

        var minimum = config.Decimal("MinTTL") ?? 0;
        var normal = config.Decimal("DefaultTTL") ?? 0;
        var maximum = config.Decimal("MaxTTL") ?? 0;
        if (minimum > normal || normal > maximum)
        {
            properties.Problem("CachePolicyConfig.DefaultTTL", "The parameter DefaultTTL must lie between MinTTL and MaxTTL");
        }

        cloud.CachePolicies[resource.Ref()] = new CachePolicy(
            TimeSpan.FromSeconds(minimum),
            TimeSpan.FromSeconds(normal),
            TimeSpan.FromSeconds(maximum),
            ItemSelections.Read(key, "Header"),
            ItemSelections.Read(key, "Cookie"),
            ItemSelections.Read(key, "QueryString"))
        {
            AcceptsGzip = key.Flag("EnableAcceptEncodingGzip") ?? false,
            AcceptsBrotli = key.Flag("EnableAcceptEncodingBrotli") ?? false,
        };
    }
}
