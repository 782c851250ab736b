namespace ServerlessRef.FaultPlans.Queues;

/// <summary>What a standard queue may do and seldom does: another order, a second delivery.</summary>
/// <param name="duplicates">Probability that a received message can be received again a moment later.</param>
internal sealed class QueueMess(Random random, double duplicates)
{
    private const int SoonMilliseconds = 200;

    public void Shuffle<T>(List<T> items) => random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items));

    /// <summary>How long a received message stays hidden when it is to be delivered twice; null when it is not.</summary>
    public TimeSpan? DeliversAgainSoon() => random.NextDouble() < duplicates ? TimeSpan.FromMilliseconds(random.Next(1, SoonMilliseconds)) : null;
}
