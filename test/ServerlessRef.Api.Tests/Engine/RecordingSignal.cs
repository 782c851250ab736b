using ServerlessRef.Api.Waitlist;

namespace ServerlessRef.Api.Tests.Engine;

/// <summary>A workflow that remembers what it was told.</summary>
internal sealed class RecordingSignal : IPromotionSignal
{
    /// <summary>Tokens and answers, in order.</summary>
    public List<(string Token, string Answer)> Told { get; } = [];

    /// <summary>Signals to lose.</summary>
    public int FailuresToCome { get; set; }

    public Task SendAsync(string taskToken, string answer, CancellationToken cancellation)
    {
        if (FailuresToCome > 0)
        {
            FailuresToCome--;
            throw new IOException("The workflow cannot be reached.");
        }

        Told.Add((taskToken, answer));
        return Task.CompletedTask;
    }
}
