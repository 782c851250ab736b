using System.Globalization;
using Amazon.CDK.AWS.APIGateway;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>Every gateway response type, as problem+json (https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html).</summary>
internal static class GatewayProblems
{
    private static GatewayProblem[] All() =>
    [
        new("BadRequestBody", ResponseType_.BAD_REQUEST_BODY, ProblemTypes.InvalidRequest)
        {
            Detail = "\"$context.error.validationErrorString\"",
        },
        new("BadRequestParameters", ResponseType_.BAD_REQUEST_PARAMETERS, ProblemTypes.InvalidRequest),
        new("Unauthorized", ResponseType_.UNAUTHORIZED, ProblemTypes.Unauthorized),
        new("ExpiredToken", ResponseType_.EXPIRED_TOKEN, ProblemTypes.Unauthorized),
        new("AccessDenied", ResponseType_.ACCESS_DENIED, ProblemTypes.Forbidden),
        new("InvalidApiKey", ResponseType_.INVALID_API_KEY, ProblemTypes.Forbidden),
        new("InvalidSignature", ResponseType_.INVALID_SIGNATURE, ProblemTypes.Forbidden),
        new("WafFiltered", ResponseType_.WAF_FILTERED, ProblemTypes.Forbidden),
        // What the gateway calls a method or path it does not know.
        new("MissingAuthenticationToken", ResponseType_.MISSING_AUTHENTICATION_TOKEN, ProblemTypes.NotFound)
        {
            Detail = "\"This API has no such route or method.\"",
        },
        new("ResourceNotFound", ResponseType_.RESOURCE_NOT_FOUND, ProblemTypes.NotFound),
        new("RequestTooLarge", ResponseType_.REQUEST_TOO_LARGE, ProblemTypes.BodyTooLarge),
        new("UnsupportedMediaType", ResponseType_.UNSUPPORTED_MEDIA_TYPE, ProblemTypes.UnsupportedMediaType),
        new("Throttled", ResponseType_.THROTTLED, ProblemTypes.TooManyRequests) { RetryAfterSeconds = 1 },
        new("QuotaExceeded", ResponseType_.QUOTA_EXCEEDED, ProblemTypes.TooManyRequests) { RetryAfterSeconds = 60 },
        new("ApiConfigurationError", ResponseType_.API_CONFIGURATION_ERROR, ProblemTypes.InternalError),
        new("AuthorizerConfigurationError", ResponseType_.AUTHORIZER_CONFIGURATION_ERROR, ProblemTypes.InternalError),
        new("AuthorizerFailure", ResponseType_.AUTHORIZER_FAILURE, ProblemTypes.InternalError),
        // A function that failed or could not be started; trying again is what helps.
        new("IntegrationFailure", ResponseType_.INTEGRATION_FAILURE, ProblemTypes.Unavailable) { RetryAfterSeconds = 1 },
        new("IntegrationTimeout", ResponseType_.INTEGRATION_TIMEOUT, ProblemTypes.Timeout) { RetryAfterSeconds = 1 },
        // For types added after this list was written, and for what the gateway has no type of its own.
        new("OtherClientError", ResponseType_.DEFAULT_4XX, ProblemTypes.InvalidRequest),
        new("OtherServerError", ResponseType_.DEFAULT_5XX, ProblemTypes.InternalError) { RetryAfterSeconds = 1 },
    ];

    public static void AddTo(RestApi api)
    {
        foreach (var problem in All())
        {
            api.AddGatewayResponse(problem.Id, new GatewayResponseOptions
            {
                Type = problem.Type,
                StatusCode = problem.Problem.Status.ToString(CultureInfo.InvariantCulture),
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
        if (problem.Problem == ProblemTypes.Unauthorized)
        {
            // RFC 9110 section 11.6.1: a 401 names the scheme.
            headers.Add("WWW-Authenticate", "'Bearer'");
        }

        if (problem.RetryAfterSeconds is { } seconds)
        {
            headers.Add("Retry-After", $"'{seconds}'");
        }

        return headers;
    }
}
