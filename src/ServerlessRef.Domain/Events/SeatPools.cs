namespace ServerlessRef.Domain.Events;

/// <summary>
/// How an event's seats are spread over pools. One counter takes one transaction after the other, so sign-ups a second grow with the
/// number of counters; a counter more is a read more for whoever wants the sum (docs/adr/0027-seat-pools.md has the numbers).
/// </summary>
public static class SeatPools
{
    /// <summary>
    /// Most pools of an event: 100,000 seats at 100 transactions a second and pool are then given away within the opening minute. At most 32,
    /// as one character of a registration's id names its pool.
    /// </summary>
    public const int Most = 16;

    /// <summary>Pools an event is created with; they stay as they are for good.</summary>
    /// <param name="capacity">Seats of the event.</param>
    /// <param name="seatsPerPool">Seats up to which one pool is enough, 1 or more.</param>
    public static int CountFor(int capacity, int seatsPerPool) =>
        Math.Clamp((int)(((long)capacity + seatsPerPool - 1) / seatsPerPool), 1, Most);

    /// <summary>Seats of one pool; those of all pools add up to the capacity, and none has over one more than another.</summary>
    public static int SeatsOf(int pool, int pools, int capacity) => (capacity / pools) + (pool < capacity % pools ? 1 : 0);

    /// <summary>
    /// The pool to try next, or null when each is full. Who found his pool full goes to a pool drawn by his id, so that those who come from
    /// one full pool spread over all that have room.
    /// </summary>
    /// <param name="round">Which search of this registration it is; each draws anew.</param>
    public static int? Choose(IReadOnlyList<SeatPool> pools, string registrationId, int round)
    {
        var open = pools.Where(pool => !pool.IsFull).ToList();
        return open.Count == 0 ? null : open[(int)(Draw(registrationId, round) % (uint)open.Count)].Number;
    }

    /// <summary>
    /// Whether all pools were full at one moment. Pools are read one by one, so that each may have been full when it was read and yet a seat
    /// was free all the time. Two readings in a row with the same versions prove that nothing changed between them.
    /// </summary>
    /// <param name="first">The earlier reading; empty when there is none.</param>
    public static bool WereFullAtOnce(IReadOnlyList<SeatPool> first, IReadOnlyList<SeatPool> second) =>
        second.All(pool => pool.IsFull) && first.SequenceEqual(second);

    // FNV-1a: string.GetHashCode differs between processes, and a plan of faults has to run the same way again.
    private static uint Draw(string registrationId, int round)
    {
        var hash = 2166136261u ^ (uint)round;
        foreach (var character in registrationId)
        {
            hash = unchecked((hash ^ character) * 16777619u);
        }

        return hash ^ (hash >> 16);
    }
}
