using ServerlessRef.FaultPlans.Queues;

namespace ServerlessRef.FaultPlans.Cloud;

/// <summary>What a simulated cloud is made with; the defaults are the stack's.</summary>
internal sealed record CloudOptions
{
    public int Seed { get; init; }

    /// <summary>Probability of a fault for one call, while it rains.</summary>
    public double Rain { get; init; }

    /// <summary>How long it rains.</summary>
    public TimeSpan RainLasts { get; init; }

    /// <summary>Probability that a message is delivered twice; messages then come in any order.</summary>
    public double Duplicates { get; init; }

    public Variant Variant { get; init; }

    public EventSourceOptions Worker { get; init; } = new();
}
