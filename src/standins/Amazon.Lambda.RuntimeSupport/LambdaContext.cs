using System.Globalization;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

internal sealed class LambdaContext(
    InvocationHeaders headers,
    IReadOnlyDictionary<string, string> environment,
    ILambdaLogger logger,
    TimeProvider time) : ILambdaContext
{
    public string AwsRequestId => headers.RequestId;

    public IClientContext ClientContext => null;

    public ICognitoIdentity Identity => null;

    public string FunctionName => environment.GetValueOrDefault("AWS_LAMBDA_FUNCTION_NAME");

    public string FunctionVersion => environment.GetValueOrDefault("AWS_LAMBDA_FUNCTION_VERSION");

    public string InvokedFunctionArn => headers.FunctionArn;

    public ILambdaLogger Logger => logger;

    public string LogGroupName => environment.GetValueOrDefault("AWS_LAMBDA_LOG_GROUP_NAME");

    public string LogStreamName => environment.GetValueOrDefault("AWS_LAMBDA_LOG_STREAM_NAME");

    public int MemoryLimitInMB =>
        int.TryParse(environment.GetValueOrDefault("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;

    public TimeSpan RemainingTime => DateTimeOffset.FromUnixTimeMilliseconds(headers.DeadlineMs) - time.GetUtcNow();

    public string TraceId => headers.TraceId ?? string.Empty;
}
