namespace ServerlessRef.EndToEnd.Browser;

/// <summary>A seat taken without the page.</summary>
internal sealed record Seat(string EventId, string Id, string CancellationToken);
