using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>Reads a rule of a Choice: one comparison, or And, Or, Not of rules.</summary>
internal static class ChoiceReader
{
    private static readonly string[] Combinations = ["And", "Or", "Not"];

    public static ChoiceTest Read(StateFields rule)
    {
        var test = Combinations.FirstOrDefault(rule.Has) switch
        {
            "And" => All(rule),
            "Or" => Any(rule),
            "Not" => Not(rule),
            _ => Comparison(rule),
        };
        rule.Finish();
        return test;
    }

    private static ChoiceTest All(StateFields rule)
    {
        List<ChoiceTest> tests = [.. rule.Parts("And").Select(Read)];
        return (input, context) => tests.TrueForAll(test => test(input, context));
    }

    private static ChoiceTest Any(StateFields rule)
    {
        List<ChoiceTest> tests = [.. rule.Parts("Or").Select(Read)];
        return (input, context) => tests.Exists(test => test(input, context));
    }

    private static ChoiceTest Not(StateFields rule)
    {
        var test = rule.Part("Not") is { } inner ? Read(inner) : (_, _) => false;
        return (input, context) => !test(input, context);
    }

    private static ChoiceTest Comparison(StateFields rule)
    {
        rule.Required("Variable");
        var variable = rule.Path("Variable") ?? StatePath.Root;
        if (rule.Others() is not [var name])
        {
            rule.Problem($"has {rule.Others().Count} comparisons; a rule has one");
            return (_, _) => false;
        }

        var operand = rule.Node(name);
        if (ChoiceTypes.Find(name) is { } typeTest)
        {
            var wanted = rule.IsTrue(name);
            return (input, context) => typeTest(variable.TryFind(input, context, out var value), value) == wanted;
        }

        if (ChoiceComparisons.Find(name, out var isPath) is not { } comparison)
        {
            rule.Problem($"the comparison {name} is not emulated; accepted: {ChoiceComparisons.Names}, {string.Join(", ", ChoiceTypes.Names)}");
            return (_, _) => false;
        }

        if (isPath)
        {
            var other = rule.Path(name) ?? StatePath.Root;
            return (input, context) => comparison.Holds(Value(variable, input, context), Value(other, input, context));
        }

        if (!comparison.Accepts(operand))
        {
            rule.Problem($"{name} cannot compare with {operand?.ToJsonString() ?? "null"}");
        }

        return (input, context) => comparison.Holds(Value(variable, input, context), operand);
    }

    private static JsonNode? Value(StatePath path, JsonNode? input, JsonObject context) => path.TryFind(input, context, out var value)
        ? value
        : throw StateFailure.Runtime($"Invalid path '{path.Text}': The choice state's condition path references an invalid value.");
}
