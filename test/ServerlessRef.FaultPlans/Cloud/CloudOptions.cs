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

    /// <summary>Probability that a message or an event is delivered twice; messages then come in any order where none is promised.</summary>
    public double Duplicates { get; init; }

    /// <summary>How long an offer of a seat stands; shorter than the stack's, so that many run out.</summary>
    public TimeSpan Offer { get; init; } = TimeSpan.FromSeconds(90);

    public Variant Variant { get; init; }

    public EventSourceOptions Worker { get; init; } = new();
}
