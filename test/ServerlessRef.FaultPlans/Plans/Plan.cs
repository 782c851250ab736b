namespace ServerlessRef.FaultPlans.Plans;

/// <summary>A seed and what follows from it: a load, and the faults that fall on it.</summary>
internal sealed record Plan(int Seed, IReadOnlyList<Operation> Operations)
{
    /// <summary>Seats of each event: two that are full at once, one of them with pools, one that fills up, one with room.</summary>
    public static readonly IReadOnlyList<int> Capacities = [2, 7, 40, 1000];

    private static readonly TimeSpan PerOperation = TimeSpan.FromSeconds(1.2);

    /// <summary>When the rain ends: with the load.</summary>
    public TimeSpan RainLasts { get; init; }

    public static Plan Make(int seed, int operations)
    {
        var random = new Random(seed);
        var lasts = PerOperation * operations;
        var made = new List<Operation>();
        var signUps = new List<Operation.SignUp>();
        var exports = new List<Operation.Export>();
        foreach (var at in Enumerable.Range(0, operations).Select(_ => lasts * random.NextDouble()).Order())
        {
            var operation = Next(made.Count, at, random, signUps, exports);
            made.Add(operation);
            switch (operation)
            {
                case Operation.SignUp signUp:
                    signUps.Add(signUp);
                    break;
                case Operation.Export export:
                    exports.Add(export);
                    break;
            }
        }

        return new Plan(seed, made) { RainLasts = lasts };
    }

    private static Operation Next(int id, TimeSpan at, Random random, List<Operation.SignUp> signUps, List<Operation.Export> exports)
    {
        var patience = random.Next(1, 7);
        var earlier = signUps.Count == 0 ? null : signUps[Math.Max(0, signUps.Count - 1 - random.Next(60))];
        return random.Next(100) switch
        {
            // At the same moment as the first, or later.
            < 16 when earlier is not null => earlier with { Id = id, At = random.Next(2) == 0 ? earlier.At : at, Patience = patience },
            < 20 when earlier is not null => earlier with { Id = id, At = at, Patience = patience, Person = 10_000 + id },
            < 31 when earlier is not null => new Operation.Cancel(id, at, patience, earlier.Event, earlier.Key),
            < 36 when earlier is not null => new Operation.Remove(id, at, patience, earlier.Event, earlier.Key),
            < 42 => new Operation.Export(id, at, patience, random.Next(Capacities.Count), id, random.Next(3) == 0 ? "badges" : "attendee-export"),
            < 45 when exports.Count > 0 => exports[random.Next(exports.Count)] with { Id = id, At = at, Patience = patience },
            < 47 => new Operation.Garbage(id, at),
            < 53 when earlier is not null => new Operation.SignUp(id, at, patience, earlier.Event, id, earlier.Person),
            _ => new Operation.SignUp(id, at, patience, random.Next(16) switch { 0 => 0, < 3 => 1, < 8 => 2, _ => 3 }, id, id),
        };
    }
}
