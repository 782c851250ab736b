using System.Globalization;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Identity;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>The REST APIs of the template, as their regional endpoints answer.</summary>
internal sealed class GatewayServer
{
    private readonly Cloud _cloud;
    private readonly Dictionary<(string Api, string Stage), GatewayStage> _stages;
    private readonly Timeline _timeline;
    private readonly TimeProvider _time;
    private readonly RequestIds _ids;
    private readonly ILogger _logger;

    /// <exception cref="StartupException">Every model or authorizer that cannot be emulated.</exception>
    public GatewayServer(Cloud cloud, IFunctionInvoker invoker, LocalIdentity identity, Timeline timeline, TimeProvider time, ILoggerFactory loggers)
    {
        _cloud = cloud;
        _timeline = timeline;
        _time = time;
        _ids = new RequestIds(time);
        _logger = loggers.CreateLogger("ServerlessRef.LocalCloud.Gateway");
        var integration = new LambdaIntegration(invoker, time, _logger);
        _stages = cloud.RestApis.ToDictionary(api => (api.Id, api.StageName), api => new GatewayStage(api, integration, identity, time));
    }

    /// <summary>A request that is already at the stage: what CloudFront sends, or the direct entrance below.</summary>
    public async Task<HttpAnswer> HandleAsync(RestApi api, GatewayRequest request, CancellationToken cancellationToken)
    {
        var context = new GatewayContext(api, request, _cloud.Region, _cloud.AccountId, _time.GetUtcNow(), _ids);
        var started = _time.GetTimestamp();
        using var flow = _timeline.Enter(_timeline.Begin(context.TraceId));
        var answer = await _stages[(api.Id, api.StageName)].HandleAsync(context, cancellationToken);
        _timeline.Add("request", $"{request.Method} {request.Path}", answer.StatusCode.ToString(CultureInfo.InvariantCulture), context.Time, answer.StatusCode >= 500, context.RequestId);
        _logger.LogInformation(
            new EventId(3100, "ApiAccess"),
            "{Method} {Resource} {Status} {Milliseconds} ms {RequestId} {SourceIp}",
            request.Method,
            context.Route?.Path ?? "(no resource)",
            answer.StatusCode,
            (long)_time.GetElapsedTime(started).TotalMilliseconds,
            context.RequestId,
            request.SourceIp);
        return answer;
    }

    /// <summary>The API called around CloudFront. <paramref name="path"/> is undecoded, without the stage; an API or stage that does not exist answers 403 as AWS does.</summary>
    public async Task HandleAsync(HttpContext http, string restApiId, string stage, string path)
    {
        var api = _cloud.RestApis.FirstOrDefault(one => one.Id == restApiId && one.StageName == stage);
        if (api is null)
        {
            var headers = new HeaderFields();
            headers.Set("Content-Type", "application/json");
            headers.Set("x-amzn-ErrorType", "ForbiddenException");
            await HttpExchange.WriteAsync(http, new HttpAnswer(403, headers, "{\"message\":\"Forbidden\"}"u8.ToArray()));
            return;
        }

        var (_, query) = HttpExchange.Target(http);
        var sent = HttpExchange.Headers(http);
        var source = ViewerAddress.Of(http);
        sent.Remove(ViewerAddress.Header);
        var request = new GatewayRequest(http.Request.Method, path.StartsWith('/') ? path : "/" + path, query, sent, await HttpExchange.ReadBodyAsync(http), source);
        await HttpExchange.WriteAsync(http, await HandleAsync(api, request, http.RequestAborted));
    }
}
