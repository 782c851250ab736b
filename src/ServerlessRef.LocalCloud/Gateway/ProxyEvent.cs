using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>The event of a Lambda proxy integration, format 1.0. https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format</summary>
internal static class ProxyEvent
{
    private static readonly string[] NotHandedOn = ["Connection", "Content-Length", "Transfer-Encoding", "Keep-Alive", "Expect", "Upgrade", "TE", "Trailer", "Proxy-Authorization"];

    public static ReadOnlyMemory<byte> Write(GatewayContext context, bool binary)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("resource", context.Route!.Path);
            json.WriteString("path", context.Request.Path);
            json.WriteString("httpMethod", context.Request.Method);
            WriteMaps(json, "headers", "multiValueHeaders", Headers(context), StringComparer.OrdinalIgnoreCase);
            WriteMaps(json, "queryStringParameters", "multiValueQueryStringParameters", context.Query, StringComparer.Ordinal);
            WriteMap(json, "pathParameters", context.PathParameters);
            json.WriteNull("stageVariables");
            WriteRequestContext(json, context);
            WriteBody(json, context.Request.Body ?? default, binary);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>For example <c>21/Nov/2026:22:38:38 +0000</c>.</summary>
    public static string ClfTime(DateTimeOffset time) => time.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    private static List<KeyValuePair<string, string>> Headers(GatewayContext context)
    {
        var headers = new HeaderFields(context.Request.Headers.Where(field => !NotHandedOn.Contains(field.Key, StringComparer.OrdinalIgnoreCase)));
        headers.Set("Host", context.DomainName);
        headers.Set("X-Amzn-Trace-Id", context.TraceId);
        headers.Set("X-Forwarded-For", headers.Contains("X-Forwarded-For") ? $"{headers.Joined("X-Forwarded-For")}, {context.Request.SourceIp}" : context.Request.SourceIp);
        headers.Set("X-Forwarded-Port", "443");
        headers.Set("X-Forwarded-Proto", "https");
        return [.. headers];
    }

    // The plain map holds the last value of a repeated name, the other one all of them.
    private static void WriteMaps(Utf8JsonWriter json, string single, string multi, IReadOnlyList<KeyValuePair<string, string>> pairs, StringComparer comparer)
    {
        var grouped = pairs.GroupBy(pair => pair.Key, pair => pair.Value, comparer).ToList();
        WriteMap(json, single, grouped.ToDictionary(group => group.Key, group => group.Last(), comparer));
        if (grouped.Count == 0)
        {
            json.WriteNull(multi);
            return;
        }

        json.WriteStartObject(multi);
        foreach (var group in grouped)
        {
            json.WriteStartArray(group.Key);
            foreach (var value in group)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> map)
    {
        if (map.Count == 0)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        foreach (var (key, value) in map)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteRequestContext(Utf8JsonWriter json, GatewayContext context)
    {
        json.WriteStartObject("requestContext");
        json.WriteString("accountId", context.AccountId);
        json.WriteString("apiId", context.Api.Id);
        json.WriteString("resourceId", context.Route!.LogicalId);
        json.WriteString("resourcePath", context.Route.Path);
        json.WriteString("operationName", (string?)null);
        json.WriteString("httpMethod", context.Request.Method);
        json.WriteString("path", $"/{context.Api.StageName}{context.Request.Path}");
        json.WriteString("stage", context.Api.StageName);
        json.WriteString("protocol", "HTTP/1.1");
        json.WriteString("requestId", context.RequestId);
        json.WriteString("extendedRequestId", context.ExtendedRequestId);
        json.WriteString("requestTime", ClfTime(context.Time));
        json.WriteNumber("requestTimeEpoch", context.Time.ToUnixTimeMilliseconds());
        json.WriteString("domainName", context.DomainName);
        json.WriteString("domainPrefix", context.Api.Id);
        json.WriteString("deploymentId", "local");
        WriteIdentity(json, context);
        if (context.Claims is { } claims)
        {
            json.WriteStartObject("authorizer");
            WriteMap(json, "claims", claims);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteIdentity(Utf8JsonWriter json, GatewayContext context)
    {
        json.WriteStartObject("identity");
        foreach (var unused in (string[])["accessKey", "accountId", "caller", "cognitoAuthenticationProvider", "cognitoAuthenticationType", "cognitoIdentityId", "cognitoIdentityPoolId", "principalOrgId", "user", "userArn"])
        {
            json.WriteNull(unused);
        }

        if (context.ApiKey is { } key)
        {
            json.WriteString("apiKey", key);
        }

        json.WriteString("sourceIp", context.Request.SourceIp);
        json.WriteString("userAgent", context.Request.Headers["User-Agent"]);
        json.WriteEndObject();
    }

    // Bytes that are not UTF-8 become U+FFFD, as they do in API Gateway unless the content type is a binary one.
    private static void WriteBody(Utf8JsonWriter json, ReadOnlyMemory<byte> body, bool binary)
    {
        if (body.IsEmpty)
        {
            json.WriteNull("body");
        }
        else if (binary)
        {
            json.WriteBase64String("body", body.Span);
        }
        else
        {
            json.WriteString("body", Encoding.UTF8.GetString(body.Span));
        }

        json.WriteBoolean("isBase64Encoded", binary && !body.IsEmpty);
    }
}
