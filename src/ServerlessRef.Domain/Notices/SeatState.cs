namespace ServerlessRef.Domain.Notices;

/// <summary>How an event stands, read from every counter of its seats.</summary>
/// <param name="Capacity">Seats in all.</param>
/// <param name="SeatsLeft">Seats free, over all counters.</param>
/// <param name="Version">Raised by every seat taken or given back: two readings of one version are readings of one state.</param>
public sealed record SeatState(string EventId, string Title, int Capacity, int SeatsLeft, long Version);
