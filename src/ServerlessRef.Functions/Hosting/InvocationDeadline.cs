using Amazon.Lambda.Core;

namespace ServerlessRef.Functions.Hosting;

/// <summary>Cancels calls shortly before Lambda ends the invocation, so that there is time left to answer.</summary>
public sealed class InvocationDeadline : IDisposable
{
    /// <summary>Enough to answer, or to report failures, before Lambda ends the invocation.</summary>
    public static readonly TimeSpan AnswerMargin = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _source;

    /// <param name="margin">How long before the end.</param>
    public InvocationDeadline(ILambdaContext context, TimeSpan margin, TimeProvider time)
    {
        var left = context.RemainingTime - margin;
        _source = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose() => _source.Dispose();
}
