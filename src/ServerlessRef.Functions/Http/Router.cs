using System.Collections.Frozen;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using ServerlessRef.Domain;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Functions.Http;

/// <summary>From a request to its route, and from whatever happens there to an answer: the function's one catch-all is here.</summary>
/// <param name="routes">Every route; method and resource together are unique.</param>
public sealed class Router(IEnumerable<Route> routes, TimeProvider time, JsonLog log)
{
    private static readonly TimeSpan RetryAfterUnavailable = TimeSpan.FromSeconds(2);

    // Kept back from the function's time-out to write an answer of our own instead of the gateway's 502.
    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromMilliseconds(500);

    private readonly FrozenDictionary<(string Method, string Resource), Route> _routes = routes.ToFrozenDictionary(route => (route.Method, route.Resource));

    /// <summary>Answers one request.</summary>
    public async Task<APIGatewayProxyResponse> HandleAsync(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var read = new ApiRequest(request);
        var response = await AnswerAsync(read, context);
        return new APIGatewayProxyResponse
        {
            StatusCode = response.Status,
            Headers = response.Headers(),
            Body = response.Body,
            IsBase64Encoded = false,
        };
    }

    private async Task<ApiResponse> AnswerAsync(ApiRequest request, ILambdaContext context)
    {
        var response = await RunAsync(request, context);
        return response.Refusal is { } refusal
            ? response with { Body = ProblemDocument.Write(refusal, request.RequestId), ContentType = ProblemDocument.ContentType }
            : response;
    }

    private async Task<ApiResponse> RunAsync(ApiRequest request, ILambdaContext context)
    {
        if (!_routes.TryGetValue((request.Method, request.Resource), out var route))
        {
            return new Refusal(ProblemTypes.NotFound, "This method and path lead nowhere; the documentation lists what exists.");
        }

        try
        {
            using var deadline = new InvocationDeadline(context, TimeToAnswer, time);
            return await route.Handle(request, deadline.Token);
        }
        catch (Exception failure)
        {
            return Explain(failure, request);
        }
    }

    private Refusal Explain(Exception failure, ApiRequest request)
    {
        // The gateway's id is what the client sees in the problem; the log's own requestId is Lambda's.
        LogField[] fields = [new("gatewayRequestId", request.RequestId), new("route", $"{request.Method} {request.Resource}")];
        if (Unavailability.Explains(failure))
        {
            log.Warning(HttpEvents.Unavailable, failure, fields);
            return new Refusal(ProblemTypes.Unavailable, "A service this request needs is busy or did not answer in time.") { RetryAfter = RetryAfterUnavailable };
        }

        log.Error(HttpEvents.Failed, failure, fields);
        return new Refusal(ProblemTypes.InternalError, "The failure was recorded under this request's id.");
    }
}
