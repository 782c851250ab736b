namespace ServerlessRef.LocalCloud.Resources;

internal sealed class ApiGatewayUsagePlan : ResourceType
{
    public override string Type => "AWS::ApiGateway::UsagePlan";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["UsagePlanName", "ApiStages.ApiId", "ApiStages.Stage", "Throttle.RateLimit", "Throttle.BurstLimit"],
        Ignored =
        {
            ["Description"] = Reasons.Description,
            ["Tags"] = Reasons.Tags,
        },
    };

    public override string Ref(Resource resource) => resource.Id("plan", 6);

    public override string? GetAtt(Resource resource, string attribute) => attribute == "Id" ? Ref(resource) : null;

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud) => cloud.UsagePlans[resource.Ref()] = properties;
}
