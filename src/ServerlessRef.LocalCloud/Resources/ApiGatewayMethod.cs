namespace ServerlessRef.LocalCloud.Resources;

/// <summary>A method with a Lambda proxy integration.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html.</remarks>
internal sealed class ApiGatewayMethod : ResourceType
{
    public override string Type => "AWS::ApiGateway::Method";

    public override PropertyTable Properties { get; } = new()
    {
        Read =
        [
            "RestApiId", "ResourceId", "HttpMethod", "AuthorizationType", "AuthorizerId", "ApiKeyRequired", "RequestValidatorId", "RequestModels", "RequestParameters",
            "OperationName", "MethodResponses.StatusCode", "MethodResponses.ResponseModels", "MethodResponses.ResponseParameters",
            "Integration.Type", "Integration.Uri", "Integration.IntegrationHttpMethod", "Integration.TimeoutInMillis",
        ],
        Ignored =
        {
            ["Integration.PassthroughBehavior"] = "a proxy integration has no request templates",
            ["Integration.IntegrationResponses"] = "a proxy integration passes the function's answer on as it is",
        },
    };

    public override string Ref(Resource resource) => resource.Id("method", 12);

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        properties.Only("AuthorizationType", "NONE", "COGNITO_USER_POOLS");
        properties.Only("Integration.Type", "AWS_PROXY");
        properties.Only("Integration.IntegrationHttpMethod", "POST");
        properties.Required("Integration.Type");
        if (properties.Text("AuthorizationType") == "COGNITO_USER_POOLS" && !properties.Has("AuthorizerId"))
        {
            properties.Problem("AuthorizerId", "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer");
        }

        properties.Number("Integration.TimeoutInMillis", 29_000, 50, 29_000);
        var parts = cloud.ApiParts(properties.Required("RestApiId"));
        parts.Methods.Add(properties);
        if (properties.Text("Integration.Uri") is { } uri && parts.FunctionOf(properties, uri) is { } function)
        {
            cloud.FunctionReferences.Add((resource, "Integration.Uri", function));
        }
    }
}
