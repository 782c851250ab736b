using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>
/// Reads a definition in the Amazon States Language (https://states-language.net/spec.html) with paths as its query language. States and fields
/// that are not emulated are refused by name, and what the service refuses is refused here.
/// </summary>
internal static class DefinitionReader
{
    private const int MaxSeconds = 99_999_999;
    private const string Accepted = "Task, Choice, Pass, Wait, Succeed, Fail";

    /// <returns>Of no use once there was a problem.</returns>
    public static StateMachineDefinition Read(JsonObject definition, Action<string> problem)
    {
        var fields = new StateFields(definition, "the definition", problem);
        fields.Text("Version", "1.0");
        fields.Text("QueryLanguage", "JSONPath");
        var startAt = fields.Required("StartAt");
        var timeout = fields.Has("TimeoutSeconds") ? TimeSpan.FromSeconds(fields.Number("TimeoutSeconds", 1, 1, MaxSeconds)) : (TimeSpan?)null;
        var states = new Dictionary<string, State>(StringComparer.Ordinal);
        foreach (var (name, body) in fields.Node("States") as JsonObject ?? [])
        {
            if (Read(name, body as JsonObject ?? [], problem) is { } state)
            {
                states[name] = state;
            }
        }

        fields.Finish();
        CheckTransitions(startAt, states, fields);
        return new StateMachineDefinition(startAt, states, timeout);
    }

    private static State? Read(string name, JsonObject body, Action<string> problem)
    {
        var fields = new StateFields(body, $"state {name}", problem);
        fields.Text("QueryLanguage", "JSONPath");
        var type = fields.Required("Type");
        State? state = type switch
        {
            "Task" => new TaskState(name, fields),
            "Choice" => new ChoiceState(name, fields),
            "Pass" => new PassState(name, fields),
            "Wait" => new WaitState(name, fields),
            "Succeed" => new SucceedState(name, fields),
            "Fail" => new FailState(name, fields),
            _ => null,
        };
        if (state is null)
        {
            fields.Problem($"the type \"{type}\" is not emulated; accepted: {Accepted}");
            return null;
        }

        fields.Finish();
        return state;
    }

    private static void CheckTransitions(string startAt, Dictionary<string, State> states, StateFields definition)
    {
        if (!states.ContainsKey(startAt))
        {
            definition.Problem($"StartAt \"{startAt}\" is no state");
        }

        foreach (var (name, target) in states.Values.SelectMany(state => state.Targets.Select(target => (state.Name, target))).Where(step => !states.ContainsKey(step.target)))
        {
            definition.Problem($"state {name} leads to \"{target}\", which is no state");
        }

        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([startAt]);
        while (open.TryPop(out var name))
        {
            if (reached.Add(name) && states.TryGetValue(name, out var state))
            {
                state.Targets.ToList().ForEach(open.Push);
            }
        }

        foreach (var name in states.Keys.Where(name => !reached.Contains(name)))
        {
            definition.Problem($"state {name} is not reachable");
        }
    }
}
