namespace ServerlessRef.FaultPlans.Queues;

/// <summary>How many messages are where.</summary>
internal sealed record QueueDepth(int Visible, int InFlight, int Delayed)
{
    public bool IsEmpty => Visible + InFlight + Delayed == 0;
}
