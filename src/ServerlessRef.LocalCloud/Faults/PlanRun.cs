namespace ServerlessRef.LocalCloud.Faults;

/// <summary>A plan at work: how many calls each rule saw, and which of them it strikes.</summary>
internal sealed class PlanRun(FaultPlan plan)
{
    private readonly Lock _lock = new();
    private readonly long[] _seen = new long[plan.Rules.Count]; // guarded by _lock
    private readonly int[] _struck = new int[plan.Rules.Count]; // guarded by _lock
    private long _deliveries;

    public FaultPlan Plan => plan;

    /// <summary>What meets this call; null: nothing.</summary>
    public FaultRule? Next(string service, string action, string function)
    {
        FaultRule? striking = null;
        for (var place = 0; place < plan.Rules.Count; place++)
        {
            var rule = plan.Rules[place];
            if (rule.Service == service
                && (rule.Action == "*" || rule.Action == action)
                && (rule.Function is null || string.Equals(rule.Function, function, StringComparison.OrdinalIgnoreCase))
                && Strikes(rule, place, striking is null))
            {
                striking = rule;
            }
        }

        return striking;
    }

    /// <summary>From 0 to below 1, for one question about one delivery.</summary>
    public double ThrowForDelivery() => SeededDice.Throw(plan.Seed, -1, Interlocked.Increment(ref _deliveries));

    public IReadOnlyList<RuleCount> Counts()
    {
        lock (_lock)
        {
            return [.. plan.Rules.Select((rule, place) => new RuleCount($"{rule.Service}:{rule.Action}", rule.Kind.ToString(), rule.When.ToString(), _seen[place], _struck[place]))];
        }
    }

    // Every rule counts every call of its kind, so that one rule's strike does not move another's.
    private bool Strikes(FaultRule rule, int place, bool isFree)
    {
        lock (_lock)
        {
            var number = ++_seen[place];
            if (!isFree || number < rule.Nth || _struck[place] >= rule.Times || SeededDice.Throw(plan.Seed, place, number) >= rule.Probability)
            {
                return false;
            }

            _struck[place]++;
            return true;
        }
    }
}

/// <param name="Seen">Calls the rule is about.</param>
internal sealed record RuleCount(string Call, string Kind, string When, long Seen, int Struck);
