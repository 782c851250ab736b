namespace ServerlessRef.LocalCloud.Resources;

internal sealed class ApiGatewayRestApi : ResourceType
{
    public override string Type => "AWS::ApiGateway::RestApi";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["Name", "Description", "ApiKeySourceType", "BinaryMediaTypes"],
        Ignored =
        {
            ["EndpointConfiguration"] = "there is one address",
            ["DisableExecuteApiEndpoint"] = "the local API answers at its local address only",
            ["EndpointAccessMode"] = "there is no TLS to choose",
            ["SecurityPolicy"] = "there is no TLS to choose",
            ["MinimumCompressionSize"] = "compression by the API changes sizes only",
            ["FailOnWarnings"] = "concerns imports",
            ["Tags"] = Reasons.Tags,
        },
    };

    public override string Ref(Resource resource) => resource.Id("api", 10);

    public override string? GetAtt(Resource resource, string attribute) => attribute switch
    {
        "RootResourceId" => RootOf(Ref(resource)),
        "RestApiId" => Ref(resource),
        _ => null,
    };

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        properties.Only("ApiKeySourceType", "HEADER");
        var parts = cloud.ApiParts(resource.Ref());
        parts.Resource = resource;
        parts.Name = properties.Text("Name") ?? resource.LogicalId;
        parts.Description = properties.Text("Description");
        parts.BinaryMediaTypes = properties.Texts("BinaryMediaTypes");
    }

    public static string RootOf(string apiId) => $"{apiId}-root";
}
