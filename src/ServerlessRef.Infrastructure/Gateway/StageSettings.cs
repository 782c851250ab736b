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

    /// <summary>A sign-up writes four items in one transaction: leave the reading routes room beside its burst.</summary>
    private const double RegistrationRate = 1000;

    private const double RegistrationBurst = 500;

    /// <summary>Each job is minutes of work at worst, and an organiser starts few.</summary>
    private const double JobRate = 50;

    private const double JobBurst = 50;

    public static StageOptions Create(string stage, ILogGroup accessLogs) => new()
    {
        StageName = stage,
        TracingEnabled = true,
        MetricsEnabled = true,
        LoggingLevel = MethodLoggingLevel.ERROR,
        // Would log bodies, and with them names and mail addresses.
        DataTraceEnabled = false,
        AccessLogDestination = new LogGroupLogDestination(accessLogs),
        AccessLogFormat = AccessLogFormat.Custom(AccessLogLine()),
        ThrottlingRateLimit = StageRate,
        ThrottlingBurstLimit = StageBurst,
        MethodOptions = new Dictionary<string, IMethodDeploymentOptions>
        {
            ["/v1/events/{eventId}/registrations/POST"] = Route(RegistrationRate, RegistrationBurst),
            ["/v1/events/{eventId}/jobs/POST"] = Route(JobRate, JobBurst),
        },
    };

    /// <summary>A route's settings replace the stage's, all of them, so the others are said again.</summary>
    private static MethodDeploymentOptions Route(double rate, double burst) => new()
    {
        ThrottlingRateLimit = rate,
        ThrottlingBurstLimit = burst,
        MetricsEnabled = true,
        LoggingLevel = MethodLoggingLevel.ERROR,
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
