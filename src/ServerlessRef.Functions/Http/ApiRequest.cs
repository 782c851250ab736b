using Amazon.Lambda.APIGatewayEvents;

namespace ServerlessRef.Functions.Http;

/// <summary>A request as the gateway hands it over, read the way HTTP means it: header names in any letter case, every value of a repeated one.</summary>
public sealed class ApiRequest(APIGatewayProxyRequest request)
{
    /// <summary>In upper case, as HTTP methods are.</summary>
    public string Method => request.HttpMethod ?? string.Empty;

    /// <summary>The route's template: <c>/v1/events/{eventId}</c>.</summary>
    public string Resource => request.Resource ?? string.Empty;

    /// <summary>The gateway's id of this request; it stands in the access log, the function's log and every problem.</summary>
    public string RequestId => request.RequestContext?.RequestId ?? string.Empty;

    /// <summary>What the route's authorizer read from the caller's token; empty on a route without one.</summary>
    public IReadOnlyDictionary<string, string> Claims => request.RequestContext?.Authorizer?.Claims ?? [];

    /// <summary>The body as text or base64, still unread.</summary>
    internal string Body => request.Body ?? string.Empty;

    internal bool IsBase64Encoded => request.IsBase64Encoded;

    /// <summary>A parameter of the path; empty when the route has none of this name.</summary>
    public string PathParameter(string name) =>
        request.PathParameters is { } parameters && parameters.TryGetValue(name, out var value) ? value ?? string.Empty : string.Empty;

    /// <summary>Every value of a parameter of the query, in the order sent.</summary>
    public IReadOnlyList<string> Query(string name) =>
        Values(request.MultiValueQueryStringParameters, request.QueryStringParameters, name, StringComparison.Ordinal);

    /// <summary>Every value of a header, in the order sent.</summary>
    public IReadOnlyList<string> Header(string name) =>
        Values(request.MultiValueHeaders, request.Headers, name, StringComparison.OrdinalIgnoreCase);

    // The gateway sends both forms; the plain one keeps only the last value of a repeated name.
    private static List<string> Values(IDictionary<string, IList<string>>? many, IDictionary<string, string>? single, string name, StringComparison comparison)
    {
        var values = new List<string>();
        foreach (var (key, list) in many ?? new Dictionary<string, IList<string>>())
        {
            if (string.Equals(key, name, comparison))
            {
                values.AddRange(list ?? []);
            }
        }

        if (values.Count > 0)
        {
            return values;
        }

        foreach (var (key, value) in single ?? new Dictionary<string, string>())
        {
            if (string.Equals(key, name, comparison))
            {
                values.Add(value ?? string.Empty);
            }
        }

        return values;
    }
}
