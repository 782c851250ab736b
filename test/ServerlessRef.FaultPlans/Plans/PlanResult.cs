namespace ServerlessRef.FaultPlans.Plans;

/// <summary>How a plan went.</summary>
/// <param name="Violations">Of the promise; none when it held.</param>
/// <param name="Lasted">Until everything was quiet, in the plan's own time.</param>
internal sealed record PlanResult(IReadOnlyList<string> Violations, int Accepted, int Refused, int Unanswered, int Done, int Failed, int Calls, TimeSpan Lasted)
{
    public override string ToString() =>
        $"accepted {Accepted}, refused {Refused}, unanswered {Unanswered}, done {Done}, failed {Failed}, calls {Calls}, lasted {Lasted}, violations {Violations.Count}";
}
