using ServerlessRef.LocalCloud.Identity;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>
/// One stage and the order in which it looks at a request: resource, authorizer, API key and usage plan, method throttle, validation, integration.
/// The execution log shows that order (https://repost.aws/knowledge-center/api-gateway-logs): a wrong token is told before a missing key.
/// </summary>
internal sealed class GatewayStage
{
    /// <summary>Bytes of request line and headers (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html).</summary>
    private const int MaxHeaderBytes = 10_240;

    private readonly ResourceTree _resources;
    private readonly CognitoAuthorizer _authorizer;
    private readonly Dictionary<string, Authorizer> _authorizers;
    private readonly UsagePlans _plans;
    private readonly MethodThrottles _throttles;
    private readonly BodyValidation _bodies;
    private readonly GatewayResponses _responses;
    private readonly LambdaIntegration _integration;

    public GatewayStage(RestApi api, LambdaIntegration integration, LocalIdentity identity, TimeProvider time)
    {
        _resources = new ResourceTree(api.Routes);
        _authorizer = new CognitoAuthorizer(identity);
        _authorizers = api.Authorizers.ToDictionary(authorizer => authorizer.LogicalId, StringComparer.Ordinal);
        _plans = new UsagePlans(api.UsagePlans, time);
        _throttles = new MethodThrottles(api.Routes, time);
        _bodies = new BodyValidation(api.Routes);
        _responses = new GatewayResponses(api.GatewayResponses);
        _integration = integration;
        string[] unknown = [.. api.Routes
            .Where(route => route.AuthorizerId is { } id && !_authorizers.ContainsKey(id))
            .Select(route => $"{route.LogicalId} names the authorizer \"{route.AuthorizerId}\", which REST API {api.Id} does not define; accepted are: {string.Join(", ", _authorizers.Keys)}.")];
        if (unknown.Length > 0)
        {
            throw new StartupException(unknown);
        }
    }

    public async Task<HttpAnswer> HandleAsync(GatewayContext context, CancellationToken cancellationToken)
    {
        if (Check(context) is { } early)
        {
            return _responses.Render(early, context);
        }

        var (answer, refusal) = await _integration.CallAsync(context, cancellationToken);
        return answer ?? _responses.Render(refusal!, context);
    }

    private GatewayRefusal? Check(GatewayContext context)
    {
        var request = context.Request;
        if (request.Method.Length + request.Path.Length + request.Query.Length + request.Headers.TotalBytes > MaxHeaderBytes)
        {
            return GatewayRefusal.HeadersTooLarge;
        }

        if (request.Body is null)
        {
            return GatewayRefusal.BodyTooLarge;
        }

        if (_resources.Find(request.Method, request.Path) is not { } found)
        {
            return GatewayRefusal.MissingAuthenticationToken;
        }

        context.Route = found.Route;
        context.PathParameters = found.Parameters;
        return Authorize(context)
            ?? _plans.Check(context)
            ?? _throttles.Check(found.Route)
            ?? ParameterValidation.Check(context)
            ?? _bodies.Check(context);
    }

    private GatewayRefusal? Authorize(GatewayContext context) =>
        context.Route!.AuthorizerId is { } id ? _authorizer.Check(context, _authorizers[id]) : null;
}
