using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>What the gateway answers by itself.</summary>
/// <remarks>https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html.</remarks>
internal sealed class ApiGatewayGatewayResponse : ResourceType
{
    private const string HeaderPrefix = "gatewayresponse.header.";

    public override string Type => "AWS::ApiGateway::GatewayResponse";

    public override PropertyTable Properties { get; } = new() { Read = ["RestApiId", "ResponseType", "StatusCode", "ResponseParameters", "ResponseTemplates"] };

    public override string Ref(Resource resource) => resource.Id("response", 12);

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (parameter, value) in properties.Map("ResponseParameters"))
        {
            if (!parameter.StartsWith(HeaderPrefix, StringComparison.Ordinal))
            {
                properties.Problem($"ResponseParameters.{parameter}", $"is not emulated; accepted: {HeaderPrefix}NAME");
            }
            else if (value is ['\'', .., '\''])
            {
                headers[parameter[HeaderPrefix.Length..]] = value[1..^1];
            }
            else if (value.StartsWith("context.", StringComparison.Ordinal))
            {
                headers[parameter[HeaderPrefix.Length..]] = $"${value}";
            }
            else
            {
                properties.Problem($"ResponseParameters.{parameter}", $"\"{value}\" is not emulated; accepted: a static value in single quotes, or context.NAME");
            }
        }

        cloud.ApiParts(properties.Required("RestApiId")).GatewayResponses.Add(
            new GatewayResponse(properties.Required("ResponseType"), properties.Number("StatusCode"), headers, properties.Map("ResponseTemplates")));
    }
}
