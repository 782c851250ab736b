using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>Hands its input on, or what its definition says: https://states-language.net/spec.html#pass-state</summary>
internal sealed class PassState : State
{
    private readonly Selection _input;
    private readonly PayloadTemplate? _parameters;
    private readonly bool _hasResult;
    private readonly JsonNode? _result;
    private readonly ResultPath _resultPath;
    private readonly Selection _output;
    private readonly string? _next;

    public PassState(string name, StateFields fields)
        : base(name, "Pass")
    {
        _input = Selection.Read(fields, "InputPath");
        _parameters = fields.Template("Parameters");
        _hasResult = fields.Has("Result");
        _result = fields.Node("Result");
        _resultPath = ResultPath.Read(fields);
        _output = Selection.Read(fields, "OutputPath");
        _next = fields.NextOrEnd();
    }

    public override IEnumerable<string> Targets => OneOrNone(_next);

    public override Task<StateOutcome> RunAsync(StateVisit visit, CancellationToken cancellation)
    {
        var context = visit.Context();
        var effective = _input.Apply(visit.Input, context);
        var filled = _parameters is null ? effective : _parameters.Fill(effective, context);
        var output = _resultPath.Put(visit.Input, _hasResult ? _result : filled);
        return Task.FromResult(new StateOutcome(_output.Apply(output, context), _next));
    }
}
