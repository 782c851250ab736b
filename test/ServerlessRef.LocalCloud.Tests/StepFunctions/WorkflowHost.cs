using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.StepFunctions;
using ServerlessRef.LocalCloud.Tests.EventSources;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Tests.StepFunctions;

/// <summary>One state machine on a clock of its own; its functions answer as the test says.</summary>
internal sealed class WorkflowHost : IAsyncDisposable
{
    public const string MachineArn = "arn:aws:states:eu-central-1:000000000000:stateMachine:flow";
    public const string FunctionArn = "arn:aws:lambda:eu-central-1:000000000000:function:task:live";

    public WorkflowHost(string definition, FakeFunction? functions = null, Func<string, string, string, bool>? allows = null)
    {
        Functions = functions ?? FakeFunction.Answering("{}");
        var machine = new StateMachine
        {
            LogicalId = "Flow",
            DisplayName = "Flow",
            Name = "flow",
            Arn = MachineArn,
            RoleArn = "arn:aws:iam::000000000000:role/flow",
            Definition = Read(definition, problem => Assert.Fail(problem)),
        };
        StateMachines = new StateMachines(new Cloud { Region = "eu-central-1", StateMachines = [machine] }, Timeline = new Timeline(Clock), Clock, () => 0.5, NullLogger.Instance);
        StateMachines.Begin(Functions, allows ?? ((_, _, _) => true));
    }

    public ManualClock Clock { get; } = new();

    public FakeFunction Functions { get; }

    public Timeline Timeline { get; }

    public StateMachines StateMachines { get; }

    /// <summary>A definition of one task, whose fields are added; <c>FUNCTION</c> stands for the function.</summary>
    public static string Task(string fields, string resource = TaskState.Invoke, string payload = "\"Payload.$\":\"$\"", string others = "") => $$$$"""
        {"StartAt":"Work","States":{"Work":{"Type":"Task","Resource":"{{{{resource}}}}","Parameters":{"FunctionName":"{{{{FunctionArn}}}}",{{{{payload}}}}},{{{{fields}}}}}{{{{others}}}}}}
        """;

    public static StateMachineDefinition Read(string definition, Action<string> problem) => DefinitionReader.Read(JsonNode.Parse(definition)!.AsObject(), problem);

    public static IReadOnlyList<string> Problems(string definition)
    {
        var problems = new List<string>();
        Read(definition, problems.Add);
        return problems;
    }

    /// <summary>An error as Lambda tells it.</summary>
    public static InvokeResult Error(string type) => new(InvokeOutcome.FunctionError, JsonSerializer.SerializeToUtf8Bytes(new { errorType = type, errorMessage = "words" }), "r");

    public Execution Start(string input = "{}", string? name = null) => StateMachines.Start(MachineArn, name, JsonNode.Parse(input));

    public async Task<ExecutionSnapshot> RunAsync(string input = "{}")
    {
        var execution = Start(input);
        await execution.Ended;
        return execution.Snapshot();
    }

    /// <summary>The token the function was given with its event.</summary>
    public async Task<PendingTask> TokenAsync() => StateMachines.Tokens.Find((await Functions.EventAsync()).GetProperty("token").GetString()!)!;

    public ValueTask DisposeAsync() => StateMachines.DisposeAsync();
}
