namespace ServerlessRef.Functions.Hosting;

/// <summary>One real call of one client, made in the INIT phase: it resolves names, opens the TLS connection, loads credentials and warms the code path.</summary>
/// <param name="Client">Name of the client, for the log.</param>
/// <param name="Call">A call without effect; that it is refused does not matter.</param>
public sealed record PrewarmCall(string Client, Func<CancellationToken, Task> Call);
