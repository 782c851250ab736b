using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.OpenApi;

/// <summary>Gateway responses, in the form of the gateway's own export (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.html).</summary>
internal static class GatewayAnswers
{
    private const string Prefix = "gatewayresponse.header.";

    public static JsonObject Write(RestApi api) =>
        new(api.GatewayResponses.OrderBy(response => response.Type, StringComparer.Ordinal).Select(response => KeyValuePair.Create<string, JsonNode?>(response.Type, Write(response))));

    private static JsonObject Write(GatewayResponse response)
    {
        var written = new JsonObject();
        if (response.StatusCode is { } status)
        {
            written["statusCode"] = status.ToString(CultureInfo.InvariantCulture);
        }

        written["responseParameters"] = Map(response.Headers, name => Prefix + name, value => value.StartsWith('$') ? value[1..] : $"'{value}'");
        written["responseTemplates"] = Map(response.Templates, name => name, value => value);
        return written;
    }

    private static JsonObject Map(IReadOnlyDictionary<string, string> values, Func<string, string> name, Func<string, string> value) =>
        new(values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create<string, JsonNode?>(name(pair.Key), value(pair.Value))));
}
