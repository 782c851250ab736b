using System.Text;
using ServerlessRef.LocalCloud.Functions;

namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>AWS_PROXY: event in, proxy response out, within the integration's timeout.</summary>
internal sealed class LambdaIntegration(IFunctionInvoker invoker, TimeProvider time, ILogger logger)
{
    public async Task<(HttpAnswer? Answer, GatewayRefusal? Refusal)> CallAsync(GatewayContext context, CancellationToken cancellationToken)
    {
        var route = context.Route!;
        using var timeout = new CancellationTokenSource(route.IntegrationTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        InvokeResult result;
        try
        {
            var payload = ProxyEvent.Write(context, BinaryMedia.Matches(context.Api.BinaryMediaTypes, context.Request.Headers["Content-Type"]));
            var caller = new InvokeCaller("apigateway.amazonaws.com", context.MethodArn);

            // The gateway stops waiting, the function runs on: WaitAsync leaves the invocation alone.
            result = await invoker.InvokeAsync(route.FunctionArn, payload, caller, CancellationToken.None).WaitAsync(both.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return (null, GatewayRefusal.IntegrationTimeout);
        }

        return result.Outcome switch
        {
            InvokeOutcome.Success => Answer(context, result),
            InvokeOutcome.AccessDenied => (null, GatewayRefusal.NoPermission),
            InvokeOutcome.Throttled => (null, GatewayRefusal.InvocationRefused),
            _ => (null, GatewayRefusal.BadIntegrationAnswer),
        };
    }

    private (HttpAnswer? Answer, GatewayRefusal? Refusal) Answer(GatewayContext context, InvokeResult result)
    {
        if (ProxyResponse.Parse(result.Payload) is not { } response || Body(context, response) is not { } body)
        {
            logger.LogError(new EventId(3101, "MalformedProxyResponse"), "{Route} got a malformed proxy response from {Function} (request {RequestId}): an object with statusCode, headers, multiValueHeaders, body (a string) and isBase64Encoded is accepted, and nothing else", context.Route!.Path, context.Route.FunctionArn, result.RequestId);
            return (null, GatewayRefusal.BadIntegrationAnswer);
        }

        var headers = RemappedHeaders.Apply(response.Headers);
        if (!headers.Contains("Content-Type"))
        {
            headers.Set("Content-Type", "application/json");
        }

        headers.Set("x-amzn-RequestId", context.RequestId);
        headers.Set("x-amz-apigw-id", context.ExtendedRequestId);
        headers.Set("X-Amzn-Trace-Id", context.TraceId);
        return (new HttpAnswer(response.StatusCode, headers, body), null);
    }

    private static ReadOnlyMemory<byte>? Body(GatewayContext context, ProxyResponse response)
    {
        var types = context.Api.BinaryMediaTypes;
        var binary = BinaryMedia.Matches(types, response.Headers["Content-Type"]) || BinaryMedia.Matches(types, context.Request.Headers["Accept"]?.Split(',')[0]);
        if (!response.IsBase64Encoded || !binary)
        {
            return Encoding.UTF8.GetBytes(response.Body);
        }

        var bytes = new byte[response.Body.Length];
        return Convert.TryFromBase64String(response.Body, bytes, out var written) ? bytes.AsMemory(0, written) : null;
    }
}
