using System.Globalization;
using Amazon.CDK.AWS.APIGateway;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>
/// Method responses: statuses, bodies and headers of a route. A proxy integration is not held to them; they are what the exported API document says
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-response.html), and what the fuzzer holds the answers to.
/// </summary>
internal static class RouteResponses
{
    private const string Header = "method.response.header.";

    public static IMethodResponse[] Of(Route route, ResponseModels models) =>
    [
        .. route.Answers.Select(answer => Response(
            answer.Status,
            answer.Body is null ? null : ("application/json", models.Named(answer.Body)),
            answer.Headers,
            answer.OptionalHeaders)),
        .. RouteProblems.Of(route).GroupBy(problem => problem.Status).Select(problems => Response(
            problems.Key,
            ("application/problem+json", models.ForProblems(route.Name, [.. problems])),
            ProblemHeaders(problems.Key),
            problems.Key == 500 ? ["Retry-After"] : [])),
    ];

    /// <summary>RFC 9110 section 11.6.1 asks for the challenge; a wait is said where waiting helps.</summary>
    private static string[] ProblemHeaders(int status) => status switch
    {
        401 => ["WWW-Authenticate"],
        429 or 503 or 504 => ["Retry-After"],
        _ => [],
    };

    private static MethodResponse Response(int status, (string ContentType, IModel Model)? body, IEnumerable<string> headers, IEnumerable<string> optional) => new()
    {
        StatusCode = status.ToString(CultureInfo.InvariantCulture),
        ResponseModels = body is { } named ? new Dictionary<string, IModel> { [named.ContentType] = named.Model } : null,
        ResponseParameters = headers.Prepend("Cache-Control").Select(name => KeyValuePair.Create(Header + name, true))
            .Concat(optional.Select(name => KeyValuePair.Create(Header + name, false)))
            .ToDictionary(),
    };
}
