using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.StepFunctions;

namespace ServerlessRef.LocalCloud.Resources;

/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html.</remarks>
internal sealed class StepFunctionsStateMachine : ResourceType
{
    public override string Type => "AWS::StepFunctions::StateMachine";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["StateMachineName", "StateMachineType", "RoleArn", "DefinitionString", "Definition", "DefinitionSubstitutions"],
        Ignored =
        {
            ["LoggingConfiguration"] = "the console shows each execution with its history",
            ["TracingConfiguration"] = Reasons.Monitoring,
            ["EncryptionConfiguration"] = Reasons.Encryption,
            ["Tags"] = Reasons.Tags,
        },
    };

    public override string Ref(Resource resource) => resource.Arn("states", $"stateMachine:{resource.NameFrom("StateMachineName", 80)}");

    public override string? GetAtt(Resource resource, string attribute) => attribute switch
    {
        "Arn" => Ref(resource),
        "Name" => resource.NameFrom("StateMachineName", 80),
        _ => null,
    };

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        properties.Only("StateMachineType", "STANDARD");
        var (property, text) = properties.Has("Definition") ? ("Definition", properties.Json("Definition")?.GetRawText()) : ("DefinitionString", properties.Required("DefinitionString"));
        foreach (var (name, value) in properties.Map("DefinitionSubstitutions"))
        {
            text = text?.Replace($"${{{name}}}", value, StringComparison.Ordinal);
        }

        if (Parse(text ?? "", problem => properties.Problem(property, problem)) is not { } json)
        {
            return;
        }

        var definition = DefinitionReader.Read(json, problem => properties.Problem(property, problem));
        foreach (var function in definition.Functions)
        {
            cloud.FunctionReferences.Add((resource, property, function));
        }

        cloud.StateMachines.Add(resource, new StateMachine
        {
            LogicalId = resource.LogicalId,
            DisplayName = DisplayNames.Of(resource),
            Name = resource.GetAtt("Name"),
            Arn = resource.Ref(),
            RoleArn = properties.Required("RoleArn"),
            Definition = definition,
        });
    }

    private static JsonObject? Parse(string text, Action<string> problem)
    {
        try
        {
            if (JsonNode.Parse(text) is JsonObject definition)
            {
                return definition;
            }

            problem("is no JSON object");
        }
        catch (System.Text.Json.JsonException exception)
        {
            problem($"is not valid JSON ({exception.Message})");
        }

        return null;
    }
}
