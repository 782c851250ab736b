namespace ServerlessRef.FaultPlans.Queues;

/// <summary>What a queue may do and seldom does: another order where none is promised, a second delivery.</summary>
/// <param name="duplicates">Probability that a received message can be received again a moment later.</param>
internal sealed class QueueMess(Random random, double duplicates)
{
    private const int SoonMilliseconds = 200;

    public void Shuffle<T>(List<T> items) => random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items));

    /// <summary>How long a received message stays hidden when it is to be delivered twice; null when it is not.</summary>
    public TimeSpan? DeliversAgainSoon() => random.NextDouble() < duplicates ? TimeSpan.FromMilliseconds(random.Next(1, SoonMilliseconds)) : null;

    /// <summary>Whether the deletion of a handled message is lost: a FIFO queue shows it again, too, once it is visible.</summary>
    public bool LosesDeletion() => random.NextDouble() < duplicates;
}
