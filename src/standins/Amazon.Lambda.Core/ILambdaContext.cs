namespace Amazon.Lambda.Core;

/// <summary>What a handler may know about its invocation and its function.</summary>
public interface ILambdaContext
{
    /// <summary>Id of the invocation; the same on a retry of an asynchronous event.</summary>
    string AwsRequestId { get; }

    /// <summary>Sent by mobile SDKs alone; null here, where nobody calls that way.</summary>
    IClientContext ClientContext { get; }

    string FunctionName { get; }

    string FunctionVersion { get; }

    /// <summary>Sent by mobile SDKs alone; null here, where nobody calls that way.</summary>
    ICognitoIdentity Identity { get; }

    /// <summary>ARN the function was invoked by: unqualified, version or alias.</summary>
    string InvokedFunctionArn { get; }

    ILambdaLogger Logger { get; }

    string LogGroupName { get; }

    string LogStreamName { get; }

    int MemoryLimitInMB { get; }

    /// <summary>Time until Lambda ends this invocation; negative once that has passed.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>X-Ray trace header of the invocation; empty when there is none.</summary>
    string TraceId => string.Empty;
}
