using System.Text.Json;
using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.Logs;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>Logs, metrics, tracing and throttles of the deployed stage.</summary>
internal static class StageSettings
{
    /// <summary>Requests a second, and how many may come at once, of all routes together.</summary>
    private const double StageRate = 2000;

    private const double StageBurst = 1000;

    public static StageOptions Create(string stage, ILogGroup accessLogs) => new()
    {
        StageName = stage,
        TracingEnabled = true,
        AccessLogDestination = new LogGroupLogDestination(accessLogs),
        AccessLogFormat = AccessLogFormat.Custom(AccessLogLine()),
    };

    /// <summary>Of every route that has no settings of its own.</summary>
    public static CfnStage.IMethodSettingProperty OfAll() => Settings("/*", "*", new RouteThrottle(StageRate, StageBurst));

    /// <summary>A route's settings replace the stage's, all of them, so the others are said again.</summary>
    public static CfnStage.IMethodSettingProperty Of(Route route, RouteThrottle throttle) =>
        Settings("/" + route.Path.Replace("/", "~1", StringComparison.Ordinal), route.Method, throttle);

    private static CfnStage.MethodSettingProperty Settings(string path, string method, RouteThrottle throttle) => new()
    {
        ResourcePath = path,
        HttpMethod = method,
        ThrottlingRateLimit = throttle.Rate,
        ThrottlingBurstLimit = throttle.Burst,
        MetricsEnabled = true,
        LoggingLevel = "ERROR",
        // Would log bodies, and with them names and mail addresses.
        DataTraceEnabled = false,
    };

    /// <summary>What happened, without addresses, tokens or paths that name a registration.</summary>
    private static string AccessLogLine() => JsonSerializer.Serialize(new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["requestId"] = "$context.requestId",
        ["extendedRequestId"] = "$context.extendedRequestId",
        ["traceId"] = "$context.xrayTraceId",
        ["requestTime"] = "$context.requestTime",
        ["httpMethod"] = "$context.httpMethod",
        ["resourcePath"] = "$context.resourcePath",
        ["status"] = "$context.status",
        ["responseLength"] = "$context.responseLength",
        ["responseLatency"] = "$context.responseLatency",
        ["integrationLatency"] = "$context.integration.latency",
        ["integrationStatus"] = "$context.integration.integrationStatus",
        ["errorType"] = "$context.error.responseType",
        ["authorizerError"] = "$context.authorizer.error",
    });
}
