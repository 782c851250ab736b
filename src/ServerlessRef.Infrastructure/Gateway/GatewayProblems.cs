using System.Globalization;
using Amazon.CDK.AWS.APIGateway;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>Every gateway response type, as problem+json (https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html).</summary>
internal static class GatewayProblems
{
    private static GatewayProblem[] All() =>
    [
        new("BadRequestBody", ResponseType.BAD_REQUEST_BODY, 400, "invalid-request", "The body is not what this route accepts")
        {
            Detail = "\"$context.error.validationErrorString\"",
        },
        new("BadRequestParameters", ResponseType.BAD_REQUEST_PARAMETERS, 400, "invalid-request", "A required header or parameter is missing"),
        new("Unauthorized", ResponseType.UNAUTHORIZED, 401, "unauthorized", "Sign in first"),
        new("ExpiredToken", ResponseType.EXPIRED_TOKEN, 401, "unauthorized", "Sign in again"),
        new("AccessDenied", ResponseType.ACCESS_DENIED, 403, "forbidden", "Not allowed"),
        new("InvalidApiKey", ResponseType.INVALID_API_KEY, 403, "forbidden", "Use the site's own address"),
        new("InvalidSignature", ResponseType.INVALID_SIGNATURE, 403, "forbidden", "Not allowed"),
        new("WafFiltered", ResponseType.WAF_FILTERED, 403, "forbidden", "Not allowed"),
        // What the gateway calls a method or path it does not know.
        new("MissingAuthenticationToken", ResponseType.MISSING_AUTHENTICATION_TOKEN, 404, "not-found", "No such resource")
        {
            Detail = "\"This API has no such route or method.\"",
        },
        new("ResourceNotFound", ResponseType.RESOURCE_NOT_FOUND, 404, "not-found", "No such resource"),
        new("RequestTooLarge", ResponseType.REQUEST_TOO_LARGE, 413, "request-too-large", "The request is too large"),
        new("UnsupportedMediaType", ResponseType.UNSUPPORTED_MEDIA_TYPE, 415, "unsupported-media-type", "Send application/json"),
        new("Throttled", ResponseType.THROTTLED, 429, "too-many-requests", "Too many requests") { RetryAfterSeconds = 1 },
        new("QuotaExceeded", ResponseType.QUOTA_EXCEEDED, 429, "too-many-requests", "Too many requests") { RetryAfterSeconds = 60 },
        new("ApiConfigurationError", ResponseType.API_CONFIGURATION_ERROR, 500, "internal-error", "Something went wrong"),
        new("AuthorizerConfigurationError", ResponseType.AUTHORIZER_CONFIGURATION_ERROR, 500, "internal-error", "Something went wrong"),
        new("AuthorizerFailure", ResponseType.AUTHORIZER_FAILURE, 500, "internal-error", "Something went wrong"),
        new("IntegrationFailure", ResponseType.INTEGRATION_FAILURE, 502, "bad-gateway", "The service did not answer properly") { RetryAfterSeconds = 1 },
        new("IntegrationTimeout", ResponseType.INTEGRATION_TIMEOUT, 504, "gateway-timeout", "The service did not answer in time") { RetryAfterSeconds = 1 },
        // For types added after this list was written.
        new("OtherClientError", ResponseType.DEFAULT_4XX, 400, "invalid-request", "The request cannot be answered"),
        new("OtherServerError", ResponseType.DEFAULT_5XX, 500, "internal-error", "Something went wrong") { RetryAfterSeconds = 1 },
    ];

    public static void AddTo(RestApi api)
    {
        foreach (var problem in All())
        {
            api.AddGatewayResponse(problem.Id, new GatewayResponseOptions
            {
                Type = problem.Type,
                StatusCode = problem.Status.ToString(CultureInfo.InvariantCulture),
                // The only template is taken whatever the client accepts; the header then says what it is.
                Templates = new Dictionary<string, string> { ["application/json"] = problem.Body },
                ResponseHeaders = Headers(problem),
            });
        }
    }

    /// <summary>Static values stand in single quotes, which are not part of them.</summary>
    private static Dictionary<string, string> Headers(GatewayProblem problem)
    {
        var headers = new Dictionary<string, string>
        {
            ["Content-Type"] = "'application/problem+json'",
            ["Cache-Control"] = "'no-store'",
        };
        if (problem.RetryAfterSeconds is { } seconds)
        {
            headers.Add("Retry-After", $"'{seconds}'");
        }

        return headers;
    }
}
