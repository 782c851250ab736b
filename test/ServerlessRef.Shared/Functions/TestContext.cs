using Amazon.Lambda.Core;

namespace ServerlessRef.Shared.Functions;

/// <summary>An invocation with a given time left.</summary>
public sealed class TestContext(Func<TimeSpan> remaining) : ILambdaContext
{
    public TestContext()
        : this(() => TimeSpan.FromMinutes(5))
    {
    }

    public string AwsRequestId => "request-1";

    public IClientContext ClientContext => null!;

    public ICognitoIdentity Identity => null!;

    public string FunctionName => "Function";

    public string FunctionVersion => "$LATEST";

    public string InvokedFunctionArn => "arn:aws:lambda:eu-central-1:000000000000:function:Function";

    public ILambdaLogger Logger => throw new InvalidOperationException("Function code logs through JsonLog.");

    public string LogGroupName => "group";

    public string LogStreamName => "stream";

    public int MemoryLimitInMB => 512;

    public TimeSpan RemainingTime => remaining();
}
