namespace ServerlessRef.LocalCloud.EventSources;

/// <summary>One event source mapping as the console shows it; counters since the start.</summary>
/// <param name="State"><c>Enabled</c>, <c>Disabled</c> by the template, or <c>Refused</c>: AWS would not have created it.</param>
/// <param name="LastProcessingResult">Lambda's words: <c>No records processed</c>, <c>OK</c>, <c>PROBLEM: …</c>; for a refused mapping the reason.</param>
/// <param name="Batches">Invocations.</param>
/// <param name="Deleted">Messages that were processed and deleted.</param>
/// <param name="Returned">Messages left to become visible again.</param>
/// <param name="InFlight">Batches being processed now.</param>
internal sealed record EventSourceSnapshot(
    string LogicalId,
    string QueueArn,
    string FunctionArn,
    string State,
    string LastProcessingResult,
    long Batches,
    long Deleted,
    long Returned,
    int InFlight);
