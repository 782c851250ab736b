namespace ServerlessRef.FaultPlans.Simulation;

/// <summary>Which fault hits which call.</summary>
/// <param name="probability">Of any fault, for one call.</param>
internal sealed class FaultRain(double probability)
{
    private static readonly Fault[] Kinds =
    [
        Fault.FailBefore, Fault.FailAfter, Fault.FailAfter, Fault.ReplyLostOnce, Fault.ReplyLostOnce, Fault.Throttle, Fault.Partial,
        Fault.KillBefore, Fault.KillAfter, Fault.KillAfter, Fault.Freeze, Fault.Late,
    ];

    /// <summary>Set by a test that wants one fault at one place; asked before chance is.</summary>
    public Func<Actor, string, Fault>? Chosen { get; set; }

    public Fault Next(Actor actor, string action)
    {
        actor.Calls++;
        if (Chosen?.Invoke(actor, action) is { } chosen and not Fault.None)
        {
            return chosen;
        }

        return actor.InRain && actor.Random.NextDouble() < probability ? Kinds[actor.Random.Next(Kinds.Length)] : Fault.None;
    }
}
