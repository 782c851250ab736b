using ServerlessRef.LocalCloud.Functions;

namespace ServerlessRef.LocalCloud.Schedules;

/// <summary>
/// How Lambda retries an asynchronous invocation, which a schedule's is: a failed one twice, after one and two minutes; a throttled one for up to six hours,
/// after 1 s, 2 s, 4 s and so on up to 5 minutes.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html</remarks>
/// <param name="firstDelay">After a first failure; after the second it is twice as long. Null: Lambda's minute.</param>
internal sealed class AsyncRetries(int maxErrorRetries = 2, TimeSpan? maxAge = null, TimeSpan? firstDelay = null)
{
    private static readonly TimeSpan MaxThrottleDelay = TimeSpan.FromMinutes(5);

    private readonly TimeSpan _maxAge = maxAge ?? TimeSpan.FromHours(6);
    private int _errors;
    private TimeSpan _throttleDelay = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait before the next attempt; null: there is none.</summary>
    public TimeSpan? After(InvokeOutcome outcome, TimeSpan age)
    {
        switch (outcome)
        {
            case InvokeOutcome.FunctionError or InvokeOutcome.TimedOut when _errors < maxErrorRetries:
                return (firstDelay ?? TimeSpan.FromMinutes(1)) * ++_errors;
            case InvokeOutcome.Throttled when age + _throttleDelay <= _maxAge:
                var delay = _throttleDelay;
                _throttleDelay = delay * 2 < MaxThrottleDelay ? delay * 2 : MaxThrottleDelay;
                return delay;
            default:
                return null;
        }
    }
}
