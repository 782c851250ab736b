namespace ServerlessRef.FaultPlans.Plans;

/// <summary>A seed and what follows from it: a load, and the faults that fall on it.</summary>
internal sealed record Plan(int Seed, IReadOnlyList<Operation> Operations)
{
    /// <summary>Seats of each event: two that are full at once, one of them with pools, one that fills up, one with room.</summary>
    public static readonly IReadOnlyList<int> Capacities = [2, 7, 20, 1000];

    // Those that have a line sooner or later.
    private const int Crowded = 3;

    private static readonly TimeSpan PerOperation = TimeSpan.FromSeconds(1.2);

    private const double UsualRain = 0.05;

    // Hops give up what they tried as often as they may: then an operator is wanted.
    private const double Downpour = 0.15;
    private const int DownpourEvery = 5;

    /// <summary>Probability of a fault for one call.</summary>
    public double Rain => Seed % DownpourEvery == 0 ? Downpour : UsualRain;

    /// <summary>When the rain ends: with the load.</summary>
    public TimeSpan RainLasts { get; init; }

    public static Plan Make(int seed, int operations)
    {
        var random = new Random(seed);
        var lasts = PerOperation * operations;
        var made = new List<Operation>();
        var seated = new List<Operation.SignUp>();
        foreach (var at in Enumerable.Range(0, operations).Select(_ => lasts * random.NextDouble()).Order())
        {
            var operation = Next(made.Count, at, random, made, seated);
            made.Add(operation);
            if (operation is Operation.SignUp signUp && seated.Count(held => held.Event == signUp.Event) < Capacities[signUp.Event])
            {
                seated.Add(signUp);
            }

            seated.RemoveAll(held => (operation is Operation.Cancel cancel && cancel.Key == held.Key) || (operation is Operation.Remove remove && remove.Key == held.Key));
        }

        return new Plan(seed, made) { RainLasts = lasts };
    }

    /// <param name="seated">Who has a seat, if nothing fails: those are the ones who give seats back.</param>
    private static Operation Next(int id, TimeSpan at, Random random, List<Operation> made, List<Operation.SignUp> seated)
    {
        var patience = random.Next(1, 7);
        var isCrowded = random.Next(4) > 0;
        var earlier = OneOf(made.OfType<Operation.SignUp>(), random);
        var holder = OneOf(seated.Where(signUp => !isCrowded || signUp.Event < Crowded), random);
        var joined = OneOf(made.OfType<Operation.Join>(), random);
        var exported = OneOf(made.OfType<Operation.Export>(), random);
        return random.Next(100) switch
        {
            // At the same moment as the first, or later.
            < 10 when earlier is not null => earlier with { Id = id, At = random.Next(2) == 0 ? earlier.At : at, Patience = patience },
            < 12 when earlier is not null => earlier with { Id = id, At = at, Patience = patience, Person = 10_000 + id },
            < 24 when holder is not null => new Operation.Cancel(id, at, patience, holder.Event, holder.Key),
            < 29 when holder is not null => new Operation.Remove(id, at, patience, holder.Event, holder.Key),
            < 33 => new Operation.Export(id, at, patience, random.Next(Capacities.Count), id, random.Next(3) == 0 ? "badges" : "attendee-export"),
            < 35 when exported is not null => exported with { Id = id, At = at, Patience = patience },
            < 37 => new Operation.Garbage(id, at, InLine: random.Next(4) == 0),
            < 40 when earlier is not null => new Operation.SignUp(id, at, patience, earlier.Event, id, earlier.Person),
            < 44 when joined is not null => joined with { Id = id, At = random.Next(2) == 0 ? joined.At : at, Patience = patience },
            < 47 when joined is not null => new Operation.Leave(id, at, patience, joined.Event, joined.Key),
            < 62 => new Operation.Join(id, at, patience, CrowdedEvent(random), id, random.Next(8) == 0 && earlier is not null ? earlier.Person : id, random.Next(6, 20), AnswerOf(random)),
            _ => new Operation.SignUp(id, at, patience, random.Next(3) > 0 ? CrowdedEvent(random) : Crowded, id, id),
        };
    }

    // Of the last sixty.
    private static T? OneOf<T>(IEnumerable<T> operations, Random random)
        where T : Operation
    {
        List<T> all = [.. operations];
        var back = random.Next(60);
        return all.Count == 0 ? null : all[Math.Max(0, all.Count - 1 - back)];
    }

    private static int CrowdedEvent(Random random) => random.Next(6) switch { 0 => 0, < 3 => 1, _ => 2 };

    private static Answer AnswerOf(Random random) => random.Next(10) switch { 0 => Answer.No, < 3 => Answer.None, _ => Answer.Yes };
}
