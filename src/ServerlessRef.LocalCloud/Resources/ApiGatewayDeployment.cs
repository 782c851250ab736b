namespace ServerlessRef.LocalCloud.Resources;

/// <summary>A snapshot of the API: the local one always serves what the template defines.</summary>
internal sealed class ApiGatewayDeployment : ResourceType
{
    public override string Type => "AWS::ApiGateway::Deployment";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["RestApiId"],
        Ignored = { ["Description"] = Reasons.Description },
    };

    public override string Ref(Resource resource) => resource.Id("deployment", 6);

    public override string? GetAtt(Resource resource, string attribute) => attribute == "DeploymentId" ? Ref(resource) : null;
}
