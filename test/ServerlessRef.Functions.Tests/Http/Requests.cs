using Amazon.Lambda.APIGatewayEvents;
using ServerlessRef.Functions.Http;

namespace ServerlessRef.Functions.Tests.Http;

internal static class Requests
{
    public const string Id = "5b2f1c2e-7a70-4f2e-9a49-0f8e2f6f1a11";

    public static APIGatewayProxyRequest Event(string method = "GET", string resource = "/things", string? body = null) => new()
    {
        HttpMethod = method,
        Resource = resource,
        Path = resource,
        Body = body,
        RequestContext = new() { RequestId = Id },
    };

    public static ApiRequest WithBody(string? body, string? contentType = "application/json", bool base64 = false)
    {
        var request = Event("POST", body: body);
        request.IsBase64Encoded = base64;
        request.MultiValueHeaders = new Dictionary<string, IList<string>>();
        if (contentType is not null)
        {
            request.MultiValueHeaders["content-type"] = [contentType];
        }

        return new ApiRequest(request);
    }

    public static ApiRequest WithClaims(params (string Name, string Value)[] claims)
    {
        var request = Event();
        request.RequestContext.Authorizer = new APIGatewayCustomAuthorizerContext { Claims = claims.ToDictionary(claim => claim.Name, claim => claim.Value) };
        return new ApiRequest(request);
    }
}
