using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Patterns;
using ServerlessRef.LocalCloud.StepFunctions;
using ServerlessRef.Shared;

namespace ServerlessRef.FaultPlans.Events;

/// <summary>The hops of events as the stack's template sets them: pipe, bus, rules, retries and state machine, with their limits, patterns and queues.</summary>
internal static class EventTemplate
{
    private const string Place = "eu-central-1:000000000000";

    private static readonly Lazy<JsonElement> Resources = new(() =>
        JsonElement.Parse(File.ReadAllBytes(RepositoryFiles.At("test", "ServerlessRef.Infrastructure.Tests", "Snapshots", "ServerlessRef-dev.template.json"))).GetProperty("Resources"));

    public static LocalCloud.Model.Cloud Read() => new()
    {
        Region = Place.Split(':')[0],
        Functions = [.. Of("AWS::Lambda::Function").Select(function => Function(function.Name))],
        Pipes = [.. Of("AWS::Pipes::Pipe").Select(pipe => Pipe(pipe.Name, pipe.Properties))],
        EventBuses = [.. Of("AWS::Events::EventBus").Select(bus => new EventBus { LogicalId = bus.Name, Name = bus.Name, Arn = ArnOf(bus.Name) })],
        EventRules = [.. Of("AWS::Events::Rule").Where(rule => rule.Properties.TryGetProperty("EventBusName", out _)).Select(rule => Rule(rule.Name, rule.Properties))],
        AsyncInvocations = [.. Of("AWS::Lambda::EventInvokeConfig").Select(config => Retries(config.Properties))],
        StateMachines = [.. Of("AWS::StepFunctions::StateMachine").Select(machine => Machine(machine.Name, machine.Properties))],
    };

    private static Pipe Pipe(string name, JsonElement pipe)
    {
        var source = pipe.GetProperty("SourceParameters");
        var stream = source.GetProperty("DynamoDBStreamParameters");
        var target = pipe.GetProperty("TargetParameters").GetProperty("EventBridgeEventBusParameters");
        return new Pipe
        {
            LogicalId = name,
            Name = name,
            Arn = ArnOf(name),
            SourceArn = Arn(pipe, "Source"),
            RoleArn = Arn(pipe, "RoleArn"),
            Filters = [.. source.GetProperty("FilterCriteria").GetProperty("Filters").EnumerateArray().Select(filter => Pattern(JsonElement.Parse(filter.GetProperty("Pattern").GetString()!)))],
            BatchSize = Number(stream, "BatchSize"),
            MaximumRetryAttempts = Number(stream, "MaximumRetryAttempts"),
            MaximumRecordAge = TimeSpan.FromSeconds(Number(stream, "MaximumRecordAgeInSeconds")),
            Bisects = stream.GetProperty("OnPartialBatchItemFailure").GetString() == "AUTOMATIC_BISECT",
            DeadLetterArn = Arn(stream.GetProperty("DeadLetterConfig"), "Arn"),
            EnrichmentArn = Arn(pipe, "Enrichment"),
            TargetArn = Arn(pipe, "Target"),
            EventSource = target.GetProperty("Source").GetString()!,
            DetailType = target.GetProperty("DetailType").GetString()!,
        };
    }

    private static EventRule Rule(string name, JsonElement rule) => new()
    {
        LogicalId = name,
        Name = name,
        Arn = ArnOf(name),
        BusName = rule.GetProperty("EventBusName").GetProperty("Ref").GetString()!,
        Pattern = Pattern(rule.GetProperty("EventPattern")),
        Enabled = rule.GetProperty("State").GetString() == "ENABLED",
        Targets = [.. rule.GetProperty("Targets").EnumerateArray().Select(target => new EventTarget(
            target.GetProperty("Id").GetString()!,
            Arn(target, "Arn"),
            target.GetProperty("InputPath").GetString(),
            Arn(target.GetProperty("DeadLetterConfig"), "Arn"),
            target.TryGetProperty("RoleArn", out _) ? Arn(target, "RoleArn") : null))],
    };

    private static AsyncInvocation Retries(JsonElement config) => new()
    {
        Function = $"{config.GetProperty("FunctionName").GetProperty("Ref").GetString()}:{config.GetProperty("Qualifier").GetString()}",
        MaximumRetryAttempts = Number(config, "MaximumRetryAttempts"),
        MaximumAge = TimeSpan.FromSeconds(Number(config, "MaximumEventAgeInSeconds")),
        OnFailureArn = Arn(config.GetProperty("DestinationConfig").GetProperty("OnFailure"), "Destination"),
    };

    private static StateMachine Machine(string name, JsonElement machine)
    {
        var text = machine.GetProperty("DefinitionString").GetString()!;
        foreach (var substitution in machine.GetProperty("DefinitionSubstitutions").EnumerateObject())
        {
            text = text.Replace($"${{{substitution.Name}}}", substitution.Name == "Partition" ? "aws" : Arn(machine.GetProperty("DefinitionSubstitutions"), substitution.Name), StringComparison.Ordinal);
        }

        return new StateMachine
        {
            LogicalId = name,
            DisplayName = name,
            Name = name,
            Arn = ArnOf(name),
            RoleArn = Arn(machine, "RoleArn"),
            Definition = DefinitionReader.Read((JsonObject)JsonNode.Parse(text)!, problem => throw new InvalidDataException(problem)),
        };
    }

    private static Function Function(string name) => new()
    {
        LogicalId = name,
        DisplayName = name,
        Name = name,
        Arn = ArnOf(name),
        CodeDirectory = "",
        Runtime = "provided.al2023",
        Handler = "bootstrap",
        MemoryMegabytes = 256,
        Timeout = TimeSpan.FromSeconds(15),
        RoleArn = "",
        // That the rules may invoke it is the template's tests' to say.
        Permissions = [new InvokePermission("events.amazonaws.com", null)],
    };

    private static EventPattern Pattern(JsonElement pattern) => EventPattern.Read(pattern, problem => throw new InvalidDataException(problem));

    private static IEnumerable<(string Name, JsonElement Properties)> Of(string type) => Resources.Value.EnumerateObject()
        .Where(resource => resource.Value.GetProperty("Type").GetString() == type)
        .Select(resource => (resource.Name, resource.Value.GetProperty("Properties")));

    private static int Number(JsonElement parent, string name) => parent.GetProperty(name).GetInt32();

    // A Ref or a GetAtt: both name the resource.
    private static string Arn(JsonElement parent, string name)
    {
        var reference = parent.GetProperty(name);
        return ArnOf(reference.TryGetProperty("Ref", out var id) ? id.GetString()! : reference.GetProperty("Fn::GetAtt")[0].GetString()!);
    }

    private static string ArnOf(string name)
    {
        var resource = Resources.Value.GetProperty(name);
        return resource.GetProperty("Type").GetString() switch
        {
            "AWS::Lambda::Alias" => $"{ArnOf(resource.GetProperty("Properties").GetProperty("FunctionName").GetProperty("Ref").GetString()!)}:{resource.GetProperty("Properties").GetProperty("Name").GetString()}",
            "AWS::Lambda::Function" => $"arn:aws:lambda:{Place}:function:{name}",
            "AWS::StepFunctions::StateMachine" => $"arn:aws:states:{Place}:stateMachine:{name}",
            "AWS::SQS::Queue" => $"arn:aws:sqs:{Place}:{name}",
            _ => $"arn:aws:any:{Place}:{name}",
        };
    }
}
