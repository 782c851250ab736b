namespace ServerlessRef.LocalCloud.Resources;

internal sealed class ApiGatewayRequestValidator : ResourceType
{
    public override string Type => "AWS::ApiGateway::RequestValidator";

    public override PropertyTable Properties { get; } = new() { Read = ["RestApiId", "Name", "ValidateRequestBody", "ValidateRequestParameters"] };

    public override string Ref(Resource resource) => resource.Id("validator", 6);

    public override string? GetAtt(Resource resource, string attribute) => attribute == "RequestValidatorId" ? Ref(resource) : null;

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud) =>
        cloud.ApiParts(properties.Required("RestApiId")).Validators[resource.Ref()] =
            (properties.Flag("ValidateRequestBody") ?? false, properties.Flag("ValidateRequestParameters") ?? false);
}
