namespace ServerlessRef.FaultPlans.Plans;

/// <summary>How a plan went.</summary>
/// <param name="Violations">Of the promise; none when it held.</param>
/// <param name="Waited">Entries whose holders were told that they are in the line.</param>
/// <param name="Offers">Of seats to those who waited.</param>
/// <param name="Promoted">Entries that became registrations.</param>
/// <param name="Told">Notices people were told of.</param>
/// <param name="Redriven">What hops gave up, and an operator did again.</param>
/// <param name="Lasted">Until everything was quiet, in the plan's own time.</param>
internal sealed record PlanResult(
    IReadOnlyList<string> Violations, int Accepted, int Refused, int Unanswered, int Done, int Failed, int Waited, int Offers, int Promoted, int Told, int Redriven, int Calls, TimeSpan Lasted)
{
    public override string ToString() =>
        $"accepted {Accepted}, refused {Refused}, unanswered {Unanswered}, done {Done}, failed {Failed}, waited {Waited}, offers {Offers}, promoted {Promoted}, told {Told}, redriven {Redriven}, calls {Calls}, lasted {Lasted}, violations {Violations.Count}";
}
