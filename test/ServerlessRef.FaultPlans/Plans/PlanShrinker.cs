namespace ServerlessRef.FaultPlans.Plans;

/// <summary>Leaves out parts of a failing plan, halves first, as long as what is left still fails.</summary>
internal static class PlanShrinker
{
    private const int MostRuns = 60;

    public static async Task<Plan> ShrinkAsync(Plan plan, Func<Plan, Task<bool>> fails)
    {
        var runs = 0;
        for (var size = plan.Operations.Count / 2; size > 0; size /= 2)
        {
            for (var start = 0; start < plan.Operations.Count && runs < MostRuns; runs++)
            {
                var shorter = plan with { Operations = [.. plan.Operations.Take(start), .. plan.Operations.Skip(start + size)] };
                if (shorter.Operations.Count > 0 && await fails(shorter))
                {
                    plan = shorter;
                }
                else
                {
                    start += size;
                }
            }
        }

        return plan;
    }
}
