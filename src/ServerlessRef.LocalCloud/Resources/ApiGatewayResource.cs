namespace ServerlessRef.LocalCloud.Resources;

internal sealed class ApiGatewayResource : ResourceType
{
    public override string Type => "AWS::ApiGateway::Resource";

    public override PropertyTable Properties { get; } = new() { Read = ["RestApiId", "ParentId", "PathPart"] };

    public override string Ref(Resource resource) => resource.Id("resource", 6);

    public override string? GetAtt(Resource resource, string attribute) => attribute == "ResourceId" ? Ref(resource) : null;

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud) =>
        cloud.ApiParts(properties.Required("RestApiId")).Paths[resource.Ref()] = (properties.Required("ParentId"), properties.Required("PathPart"));
}
