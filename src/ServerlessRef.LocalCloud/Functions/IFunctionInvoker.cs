namespace ServerlessRef.LocalCloud.Functions;

/// <summary>Runs a function of the template in one of its environments, as Lambda's Invoke does (RequestResponse).</summary>
internal interface IFunctionInvoker
{
    /// <param name="functionArn">Unqualified, or with an alias.</param>
    /// <param name="payload">The event, JSON in UTF-8.</param>
    /// <param name="caller">Who invokes: service principal and source ARN, checked against the function's permissions unless its role allows it.</param>
    Task<InvokeResult> InvokeAsync(string functionArn, ReadOnlyMemory<byte> payload, InvokeCaller caller, CancellationToken cancellationToken);
}

/// <param name="ServicePrincipal">For example <c>apigateway.amazonaws.com</c>; null for a role that was granted the call (event source mappings use the function's own role, schedules theirs).</param>
/// <param name="SourceArn">For example the method's execute-api ARN.</param>
/// <param name="RoleArn">The role that invokes, where a role does (schedules).</param>
internal sealed record InvokeCaller(string? ServicePrincipal, string? SourceArn, string? RoleArn = null);

internal enum InvokeOutcome
{
    Success,

    /// <summary>The handler or the runtime reported an error; the payload is Lambda's error JSON.</summary>
    FunctionError,

    /// <summary>The function's timeout passed; its environment was ended.</summary>
    TimedOut,

    /// <summary>No environment was free within the concurrency limit (429 TooManyRequestsException).</summary>
    Throttled,

    /// <summary>No permission to invoke (403 AccessDeniedException).</summary>
    AccessDenied,
}

internal sealed record InvokeResult(InvokeOutcome Outcome, ReadOnlyMemory<byte> Payload, string RequestId);
