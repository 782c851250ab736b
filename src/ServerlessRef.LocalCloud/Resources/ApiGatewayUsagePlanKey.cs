namespace ServerlessRef.LocalCloud.Resources;

internal sealed class ApiGatewayUsagePlanKey : ResourceType
{
    public override string Type => "AWS::ApiGateway::UsagePlanKey";

    public override PropertyTable Properties { get; } = new() { Read = ["KeyId", "KeyType", "UsagePlanId"] };

    public override string Ref(Resource resource) => resource.Id("plan key", 10);

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        properties.Only("KeyType", "API_KEY");
        cloud.UsagePlanKeys.Add((properties.Required("UsagePlanId"), properties.Required("KeyId")));
    }
}
