namespace ServerlessRef.LocalCloud.Resources;

internal sealed class ApiGatewayModel : ResourceType
{
    public override string Type => "AWS::ApiGateway::Model";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["RestApiId", "Name", "Schema"],
        Ignored =
        {
            ["ContentType"] = "methods name the content type a model is for",
            ["Description"] = Reasons.Description,
        },
    };

    public override string Ref(Resource resource) => resource.Text("Name") ?? resource.Id("model", 12);

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        if (!properties.Has("Schema"))
        {
            properties.Problem("Schema", "is required");
        }
        else if (properties.Json("Schema") is { } schema)
        {
            cloud.ApiParts(properties.Required("RestApiId")).Models[resource.Ref()] = schema;
        }
    }
}
