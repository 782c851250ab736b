using ServerlessRef.FaultPlans.Cloud;
using ServerlessRef.LocalCloud.StepFunctions;

namespace ServerlessRef.FaultPlans.Events;

/// <summary>What variants do to pipe, rules and workflow.</summary>
internal static class EventVariants
{
    public static LocalCloud.Model.Cloud Alter(LocalCloud.Model.Cloud template, Variant variant) => variant switch
    {
        Variant.PipeDropsFailedBatch => template with
        {
            Pipes = [.. template.Pipes.Select(pipe => pipe with { MaximumRetryAttempts = 0, Bisects = false, DeadLetterArn = null })],
        },
        Variant.TimeoutWithdrawsNothing => template with
        {
            StateMachines = [.. template.StateMachines.Select(machine => machine with { Definition = EndAfterTimeout(machine.Definition) })],
        },
        Variant.SeatsUnattended or Variant.StartsLost => template with
        {
            EventRules = [.. template.EventRules.Where(rule => !rule.Targets.Any(target => template.StateMachines.Any(machine => machine.Arn == target.Arn)))],
        },
        _ => template,
    };

    // The state that withdraws the offer is where the workflow ends.
    private static StateMachineDefinition EndAfterTimeout(StateMachineDefinition definition)
    {
        var states = new Dictionary<string, State>(definition.States, StringComparer.Ordinal) { ["Withdraw"] = definition.States["Done"] };
        return definition with { States = states };
    }
}
