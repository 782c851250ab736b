using Amazon.Runtime;
using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Functions.Hosting;

/// <summary>Makes the prewarm calls at once, each within <see cref="TimeBox"/>. A failure costs a slower first invocation and nothing else.</summary>
public sealed class Prewarm(IReadOnlyList<PrewarmCall> calls, JsonLog log, TimeProvider time)
{
    /// <summary>Well under the 10 seconds of the INIT phase (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html).</summary>
    public static readonly TimeSpan TimeBox = TimeSpan.FromSeconds(3);

    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(calls.Select(call => RunAsync(call, cancellation)));

    private async Task RunAsync(PrewarmCall prewarm, CancellationToken cancellation)
    {
        using var timeBox = new CancellationTokenSource(TimeBox, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeBox.Token, cancellation);

        try
        {
            // WaitAsync too: a call that does not watch its token must not hold INIT up.
            await prewarm.Call(both.Token).WaitAsync(both.Token);
            log.Debug(HostingEvents.PrewarmDone, new LogField("client", prewarm.Client));
        }
        catch (AmazonServiceException refusal)
        {
            // The service answered: connection, credentials and code are warm.
            log.Debug(HostingEvents.PrewarmDone, new LogField("client", prewarm.Client), new LogField("answer", refusal.ErrorCode));
        }
        catch (Exception exception)
        {
            log.Warning(HostingEvents.PrewarmFailed, exception, new LogField("client", prewarm.Client));
        }
    }
}
