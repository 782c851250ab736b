namespace ServerlessRef.BenchFunction;

/// <summary>The body of an event.</summary>
/// <param name="Id">Key of the item.</param>
/// <param name="WithMemory">The answer says how much memory the function has used so far.</param>
internal sealed record BenchOrder(string Id, string Title, int Seats, bool WithMemory);

/// <summary>The body of an answer.</summary>
internal sealed record BenchAnswer(string Id, int Seats, MemoryUse? Memory);
