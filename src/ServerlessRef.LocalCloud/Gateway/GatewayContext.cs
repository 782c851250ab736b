using ServerlessRef.LocalCloud.Model;
using Route = ServerlessRef.LocalCloud.Model.Route;

namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>What is known of one request while it passes the gateway: the <c>$context</c> of templates and events.</summary>
internal sealed class GatewayContext(RestApi api, GatewayRequest request, string region, string accountId, DateTimeOffset time, RequestIds ids)
{
    public RestApi Api => api;

    public GatewayRequest Request => request;

    public string Region => region;

    public string AccountId => accountId;

    public DateTimeOffset Time => time;

    public string RequestId { get; } = ids.NextGuid().ToString();

    public string ExtendedRequestId { get; } = ids.NextShort();

    public string TraceId { get; } = request.Headers["X-Amzn-Trace-Id"] ?? ids.NextTrace();

    public string DomainName { get; } = $"{api.Id}.execute-api.{region}.amazonaws.com";

    public Route? Route { get; set; }

    public IReadOnlyDictionary<string, string> PathParameters { get; set; } = new Dictionary<string, string>();

    public IReadOnlyList<KeyValuePair<string, string>> Query { get; } = QueryParameters.Parse(request.Query);

    public string? ApiKey { get; set; }

    /// <summary>Of the identity token, as the authorizer hands them on: every value a string.</summary>
    public IReadOnlyDictionary<string, string>? Claims { get; set; }

    /// <summary>What <c>AWS::Lambda::Permission</c> compares: https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html.</summary>
    public string MethodArn => $"arn:aws:execute-api:{Region}:{AccountId}:{Api.Id}/{Api.StageName}/{Request.Method}{ResourcePattern}";

    private string ResourcePattern
    {
        get
        {
            // Parameters are written as *, for example /v1/events/*: what CDK's permission of a method names.
            var path = Route?.Path ?? Request.Path;
            return string.Join('/', path.Split('/').Select(segment => segment.StartsWith('{') ? "*" : segment));
        }
    }
}
