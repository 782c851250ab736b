namespace ServerlessRef.FaultPlans.Queues;

/// <summary>A message as received.</summary>
/// <param name="Handle">Of this receive; a later one makes it stale.</param>
/// <param name="Group">Of a FIFO queue.</param>
/// <param name="ReceiveCount">How often it was received, this time included.</param>
internal sealed record QueueMessage(string Id, string Handle, string Body, int ReceiveCount, string? Group = null);
