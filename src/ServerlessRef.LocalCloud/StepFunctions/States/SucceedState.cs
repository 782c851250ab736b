namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>Ends the execution well: https://states-language.net/spec.html#succeed-state</summary>
internal sealed class SucceedState(string name, StateFields fields) : State(name, "Succeed")
{
    private readonly Selection _input = Selection.Read(fields, "InputPath");
    private readonly Selection _output = Selection.Read(fields, "OutputPath");

    public override IEnumerable<string> Targets => [];

    public override Task<StateOutcome> RunAsync(StateVisit visit, CancellationToken cancellation)
    {
        var context = visit.Context();
        return Task.FromResult(new StateOutcome(_output.Apply(_input.Apply(visit.Input, context), context), null));
    }
}
