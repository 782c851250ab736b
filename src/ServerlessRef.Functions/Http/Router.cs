using System.Collections.Frozen;
using Amazon.Lambda.APIGatewayEvents;
using ServerlessRef.Domain;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Functions.Http;

/// <summary>From a request to its route, and from whatever happens there to an answer: the function's one catch-all is here.</summary>
/// <param name="routes">Every route; method and resource together are unique.</param>
/// <param name="time">For the deadline.</param>
/// <param name="onFailure">Told of every failure that became a 500 (<c>true</c>: a bug) or a 503 (<c>false</c>), with the request's id.</param>
public sealed class Router(IEnumerable<Route> routes, TimeProvider time, Action<Exception, string, bool> onFailure)
{
    private static readonly TimeSpan RetryAfterUnavailable = TimeSpan.FromSeconds(2);

    // Kept back from the function's time-out to write an answer of our own instead of the gateway's 502.
    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromMilliseconds(500);

    private readonly FrozenDictionary<(string Method, string Resource), Route> _routes = routes.ToFrozenDictionary(route => (route.Method, route.Resource));

    /// <summary>Answers one request.</summary>
    /// <param name="remaining">Until Lambda ends this invocation.</param>
    public async Task<APIGatewayProxyResponse> HandleAsync(APIGatewayProxyRequest request, TimeSpan remaining)
    {
        var read = new ApiRequest(request);
        var response = await AnswerAsync(read, remaining);
        return new APIGatewayProxyResponse
        {
            StatusCode = response.Status,
            Headers = response.Headers(),
            Body = response.Body,
            IsBase64Encoded = false,
        };
    }

    private async Task<ApiResponse> AnswerAsync(ApiRequest request, TimeSpan remaining)
    {
        var response = await RunAsync(request, remaining);
        return response.Refusal is { } refusal
            ? response with { Body = ProblemDocument.Write(refusal, request.RequestId), ContentType = ProblemDocument.ContentType }
            : response;
    }

    private async Task<ApiResponse> RunAsync(ApiRequest request, TimeSpan remaining)
    {
        if (!_routes.TryGetValue((request.Method, request.Resource), out var route))
        {
            return new Refusal(ProblemTypes.NotFound, "This method and path lead nowhere; the documentation lists what exists.");
        }

        try
        {
            var untilAnswer = remaining - TimeToAnswer;
            using var deadline = new CancellationTokenSource(untilAnswer > TimeSpan.Zero ? untilAnswer : TimeSpan.Zero, time);
            return await route.Handle(request, deadline.Token);
        }
        catch (Exception failure)
        {
            var unavailable = Unavailability.Explains(failure);
            onFailure(failure, request.RequestId, !unavailable);
            return unavailable
                ? new Refusal(ProblemTypes.Unavailable, "A service this request needs is busy or did not answer in time.") { RetryAfter = RetryAfterUnavailable }
                : new Refusal(ProblemTypes.InternalError, "The failure was recorded under this request's id.");
        }
    }
}
