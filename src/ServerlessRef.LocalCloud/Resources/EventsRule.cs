using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Patterns;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>A rule of a bus of the assembly, with functions and state machines as targets.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html.</remarks>
internal sealed class EventsRule : ResourceType
{
    public override string Type => "AWS::Events::Rule";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["Name", "EventBusName", "EventPattern", "State", "Targets.Id", "Targets.Arn", "Targets.RoleArn", "Targets.InputPath", "Targets.InputTransformer.InputPathsMap", "Targets.InputTransformer.InputTemplate", "Targets.DeadLetterConfig.Arn", "Targets.RetryPolicy.MaximumRetryAttempts", "Targets.RetryPolicy.MaximumEventAgeInSeconds"],
        Ignored =
        {
            ["Description"] = Reasons.Description,
            ["Tags"] = Reasons.Tags,
        },
    };

    public override string Ref(Resource resource) => $"{resource.Text("EventBusName") ?? "default"}|{resource.NameFrom("Name", 64)}";

    public override string? GetAtt(Resource resource, string attribute) =>
        attribute == "Arn" ? resource.Arn("events", $"rule/{resource.Text("EventBusName") ?? "default"}/{resource.NameFrom("Name", 64)}") : null;

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        properties.Only("State", "ENABLED", "DISABLED");
        if (properties.Json("EventPattern") is not { } pattern)
        {
            properties.Problem("EventPattern", "is required: rules that run on a schedule are not emulated");
            return;
        }

        var targets = properties.Objects("Targets").Select(target =>
        {
            var arn = target.Required("Arn");
            var startsExecutions = arn.Contains(":stateMachine:", StringComparison.Ordinal);
            if (!startsExecutions)
            {
                cloud.FunctionReferences.Add((resource, "Targets.Arn", arn));
            }

            if (startsExecutions != target.Has("RoleArn"))
            {
                target.Problem("RoleArn", startsExecutions ? "is required for a state machine: EventBridge starts executions in its name" : "is not emulated for a function, whose own policy decides");
            }

            var path = target.Text("InputPath");
            if (path is not null && !InputPath.IsValid(path))
            {
                target.Problem("InputPath", $"\"{path}\" is not emulated; accepted: $ and members, such as $.detail");
            }

            return new EventTarget(target.Required("Id"), arn, path, target.Text("DeadLetterConfig.Arn"), target.Text("RoleArn"))
            {
                Transformer = Transformer(target, path),
                MaximumRetryAttempts = target.Number("RetryPolicy.MaximumRetryAttempts", 185, 0, 185),
                MaximumAge = TimeSpan.FromSeconds(target.Number("RetryPolicy.MaximumEventAgeInSeconds", 86_400, 60, 86_400)),
            };
        }).ToList();
        cloud.EventRules.Add(resource, new EventRule
        {
            LogicalId = resource.LogicalId,
            Name = resource.NameFrom("Name", 64),
            Arn = resource.GetAtt("Arn"),
            BusName = properties.Text("EventBusName") ?? "default",
            Pattern = EventPattern.Read(pattern, problem => properties.Problem("EventPattern", $"Event pattern is not valid. Reason: {problem}")),
            Targets = targets,
            Enabled = properties.Text("State") != "DISABLED",
        });
    }

    private static InputTransformer? Transformer(PropertyReader target, string? path)
    {
        if (target.Object("InputTransformer") is not { } transformer)
        {
            return null;
        }

        if (path is not null)
        {
            target.Problem("InputTransformer", "Only one of Input, InputPath, or InputTransformer must be provided");
        }

        return InputTransformer.Read(transformer.Map("InputPathsMap"), transformer.Required("InputTemplate"), problem => target.Problem("InputTransformer", problem));
    }
}
