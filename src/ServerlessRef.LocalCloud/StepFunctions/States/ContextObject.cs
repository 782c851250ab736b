using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>What paths that begin with <c>$$</c> see.</summary>
internal static class ContextObject
{
    /// <summary>The context object: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html</summary>
    /// <param name="retries">Further attempts so far.</param>
    /// <param name="token">Of a task that waits for its answer.</param>
    public static JsonObject Of(StateVisit visit, int retries, string? token)
    {
        var (machine, execution) = (visit.Execution.Machine, visit.Execution);
        var context = new JsonObject
        {
            ["Execution"] = new JsonObject
            {
                ["Id"] = execution.Arn,
                ["Input"] = execution.Input?.DeepClone(),
                ["Name"] = execution.Name,
                ["RoleArn"] = machine.RoleArn,
                ["StartTime"] = Timestamps.Text(execution.StartedAt),
                ["RedriveCount"] = 0,
            },
            ["State"] = new JsonObject { ["EnteredTime"] = Timestamps.Text(visit.EnteredAt), ["Name"] = visit.State.Name, ["RetryCount"] = retries },
            ["StateMachine"] = new JsonObject { ["Id"] = machine.Arn, ["Name"] = machine.Name },
        };
        if (token is not null)
        {
            context["Task"] = new JsonObject { ["Token"] = token };
        }

        return context;
    }
}
