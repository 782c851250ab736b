namespace ServerlessRef.Domain.Events;

/// <summary>An event and how many of its seats nobody has taken, as of one reading.</summary>
public sealed record EventSeats(ScheduledEvent Event, int SeatsLeft);
