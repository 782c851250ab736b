namespace ServerlessRef.Domain.Events;

/// <summary>A part of an event's seats, counted by itself, as read.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Seats">Seats in this pool, 1 or more.</param>
/// <param name="Taken">0 to <paramref name="Seats"/>, never more.</param>
/// <param name="Version">One higher after each seat that was taken or given back.</param>
public sealed record SeatPool(int Number, int Seats, int Taken, int Version)
{
    /// <summary>Seats nobody has taken.</summary>
    public int Left => Math.Max(0, Seats - Taken);

    public bool IsFull => Left == 0;
}
