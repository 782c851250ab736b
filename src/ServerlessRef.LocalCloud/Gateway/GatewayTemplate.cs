using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>
/// Templates of gateway responses: plain substitution, no VTL. An unknown variable is empty.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
/// </summary>
internal static partial class GatewayTemplate
{
    public const string Default = "{\"message\":$context.error.messageString}";

    public static string Fill(string template, GatewayContext context, GatewayRefusal refusal, int status, bool json) =>
        Variable().Replace(template, match => Value(match.Groups["name"].Value, context, refusal, status, json));

    /// <summary>Of a header: a mapping expression as a whole, or text.</summary>
    public static string FillHeader(string value, GatewayContext context, GatewayRefusal refusal, int status)
    {
        var filled = value.StartsWith("context.", StringComparison.Ordinal) || value.StartsWith("method.request.", StringComparison.Ordinal)
            ? Value(value, context, refusal, status, json: false)
            : value;
        return string.Concat(filled.Where(character => character is >= ' ' and < '\u007f'));
    }

    private static string Value(string name, GatewayContext context, GatewayRefusal refusal, int status, bool json)
    {
        var value = name switch
        {
            "context.error.messageString" => "\"" + Escape(refusal.Message) + "\"",
            "context.error.message" => Text(refusal.Message),
            "context.error.responseType" => refusal.Type,
            "context.error.validationErrorString" => Text(refusal.ValidationError),
            "context.requestId" => context.RequestId,
            "context.extendedRequestId" => context.ExtendedRequestId,
            "context.apiId" => context.Api.Id,
            "context.accountId" => context.AccountId,
            "context.stage" => context.Api.StageName,
            "context.domainName" => context.DomainName,
            "context.httpMethod" => Text(context.Request.Method),
            "context.resourcePath" => context.Route?.Path ?? "",
            "context.path" => Text($"/{context.Api.StageName}{context.Request.Path}"),
            "context.protocol" => "HTTP/1.1",
            "context.status" => status.ToString(CultureInfo.InvariantCulture),
            "context.identity.sourceIp" => context.Request.SourceIp,
            "context.identity.userAgent" => Text(context.Request.Headers["User-Agent"] ?? ""),
            "context.requestTime" => ProxyEvent.ClfTime(context.Time),
            "context.requestTimeEpoch" => context.Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            _ => Text(ParameterValidation.Find(context, name) ?? ""),
        };
        return value;

        string Text(string text) => json ? Escape(text) : text;
    }

    private static string Escape(string text) => JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    [GeneratedRegex(@"\$(?<name>(?:context(?:\.[A-Za-z]+)+)|(?:method\.request\.(?:header|querystring|path)\.[A-Za-z0-9_-]+)|(?:stageVariables\.[A-Za-z0-9_]+))", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
