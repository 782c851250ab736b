namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>Leads where its first rule that holds says: https://states-language.net/spec.html#choice-state</summary>
internal sealed class ChoiceState : State
{
    private readonly Selection _input;
    private readonly Selection _output;
    private readonly IReadOnlyList<(ChoiceTest Test, string Next)> _choices;
    private readonly string? _default;

    public ChoiceState(string name, StateFields fields)
        : base(name, "Choice")
    {
        _input = Selection.Read(fields, "InputPath");
        _output = Selection.Read(fields, "OutputPath");
        _choices = [.. fields.Parts("Choices").Select(rule => (Next: rule.Required("Next"), Test: ChoiceReader.Read(rule))).Select(read => (read.Test, read.Next))];
        _default = fields.Text("Default");
        if (_choices.Count == 0)
        {
            fields.Problem("Choices is required and has at least one rule");
        }
    }

    public override IEnumerable<string> Targets => [.. _choices.Select(choice => choice.Next), .. OneOrNone(_default)];

    public override Task<StateOutcome> RunAsync(StateVisit visit, CancellationToken cancellation)
    {
        var context = visit.Context();
        var effective = _input.Apply(visit.Input, context);
        var next = _choices.Where(choice => choice.Test(effective, context)).Select(choice => choice.Next).FirstOrDefault() ?? _default
            ?? throw new StateFailure(ErrorNames.NoChoiceMatched, $"No choice of the state {Name} holds for {effective?.ToJsonString() ?? "null"}, and it has no Default");
        return Task.FromResult(new StateOutcome(_output.Apply(effective, context), next));
    }
}
