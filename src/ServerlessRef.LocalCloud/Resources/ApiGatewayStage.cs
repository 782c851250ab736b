namespace ServerlessRef.LocalCloud.Resources;

internal sealed class ApiGatewayStage : ResourceType
{
    public override string Type => "AWS::ApiGateway::Stage";

    public override PropertyTable Properties { get; } = new()
    {
        Read =
        [
            "RestApiId", "StageName", "DeploymentId",
            "MethodSettings.ResourcePath", "MethodSettings.HttpMethod", "MethodSettings.ThrottlingRateLimit", "MethodSettings.ThrottlingBurstLimit",
        ],
        Ignored =
        {
            ["AccessLogSetting"] = "the console shows each request",
            ["TracingEnabled"] = "the console shows each call",
            ["MethodSettings.MetricsEnabled"] = Reasons.Monitoring,
            ["MethodSettings.LoggingLevel"] = Reasons.Monitoring,
            ["MethodSettings.DataTraceEnabled"] = Reasons.Monitoring,
            ["Description"] = Reasons.Description,
            ["Tags"] = Reasons.Tags,
        },
    };

    public override string Ref(Resource resource) => resource.Text("StageName") ?? "";

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud) =>
        cloud.ApiParts(properties.Required("RestApiId")).Stages.Add(properties);
}
