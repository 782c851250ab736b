using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

internal sealed class ApiGatewayAuthorizer : ResourceType
{
    public override string Type => "AWS::ApiGateway::Authorizer";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["RestApiId", "Name", "Type", "ProviderARNs", "IdentitySource"],
        Ignored =
        {
            ["AuthorizerResultTtlInSeconds"] = "a token is checked anew each time, which is as quick",
            ["AuthType"] = "concerns imports and exports",
        },
    };

    public override string Ref(Resource resource) => resource.Id("authorizer", 6);

    public override string? GetAtt(Resource resource, string attribute) => attribute == "AuthorizerId" ? Ref(resource) : null;

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        properties.Only("Type", "COGNITO_USER_POOLS");
        cloud.ApiParts(properties.Required("RestApiId")).Authorizers[resource.Ref()] = new Authorizer
        {
            LogicalId = resource.LogicalId,
            Name = properties.Text("Name") ?? resource.LogicalId,
            UserPoolArns = properties.Texts("ProviderARNs"),
            IdentitySource = properties.Text("IdentitySource") ?? "method.request.header.Authorization",
        };
    }
}
