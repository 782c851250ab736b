using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>Invokes a function, and with a task token waits for somebody's answer: https://states-language.net/spec.html#task-state</summary>
internal sealed class TaskState : State
{
    public const string Invoke = "arn:aws:states:::lambda:invoke";
    public const string InvokeAndWait = Invoke + ".waitForTaskToken";

    private const int MaxSeconds = 99_999_999;

    private readonly bool _waitsForAnswer;
    private readonly Selection _input;
    private readonly PayloadTemplate? _payload;
    private readonly PayloadTemplate? _selector;
    private readonly ResultPath _resultPath;
    private readonly Selection _output;
    private readonly TimeSpan? _timeout;
    private readonly StatePath? _timeoutPath;
    private readonly List<Retrier> _retriers;
    private readonly List<Catcher> _catchers;
    private readonly string? _next;

    public TaskState(string name, StateFields fields)
        : base(name, "Task")
    {
        _waitsForAnswer = Resource(fields) == InvokeAndWait;
        _input = Selection.Read(fields, "InputPath");
        (FunctionArn, _payload) = Parameters(fields);
        _selector = fields.Template("ResultSelector");
        _resultPath = ResultPath.Read(fields);
        _output = Selection.Read(fields, "OutputPath");
        _timeout = fields.Has("TimeoutSeconds") ? TimeSpan.FromSeconds(fields.Number("TimeoutSeconds", 1, 1, MaxSeconds)) : null;
        _timeoutPath = fields.Path("TimeoutSecondsPath");
        var (retriers, catchers) = (fields.Parts("Retry"), fields.Parts("Catch"));
        _retriers = [.. retriers.Select((part, number) => Retrier.Read(part, number == retriers.Count - 1))];
        _catchers = [.. catchers.Select((part, number) => Catcher.Read(part, number == catchers.Count - 1))];
        _next = fields.NextOrEnd();
        if (_timeout is not null && _timeoutPath is not null)
        {
            fields.Problem("has either TimeoutSeconds or TimeoutSecondsPath");
        }
    }

    /// <summary>May carry an alias.</summary>
    public string FunctionArn { get; }

    public override IEnumerable<string> Targets => [.. OneOrNone(_next), .. _catchers.Select(catcher => catcher.Next)];

    public override async Task<StateOutcome> RunAsync(StateVisit visit, CancellationToken cancellation)
    {
        var made = new int[_retriers.Count];
        for (var retries = 0; ; retries++)
        {
            try
            {
                return await AttemptAsync(visit, retries, cancellation);
            }
            catch (StateFailure failure)
            {
                var retrier = _retriers.FindIndex(entry => ErrorNames.Matches(entry.ErrorEquals, failure.Error));
                if (retrier >= 0 && made[retrier] < _retriers[retrier].MaxAttempts)
                {
                    await Task.Delay(_retriers[retrier].Delay(made[retrier]++, visit.Services.Dice()), visit.Services.Time, cancellation);
                    continue;
                }

                if (_catchers.Find(catcher => ErrorNames.Matches(catcher.ErrorEquals, failure.Error)) is not { } caught)
                {
                    throw;
                }

                return caught.Take(visit.Input, failure);
            }
        }
    }

    private async Task<StateOutcome> AttemptAsync(StateVisit visit, int retries, CancellationToken cancellation)
    {
        // Every attempt has a token of its own.
        using var answer = _waitsForAnswer ? visit.Services.Tokens.Issue(visit.Execution) : null;
        var context = visit.Context(retries, answer?.Token);
        var effective = _input.Apply(visit.Input, context);
        var limit = _timeoutPath is null ? _timeout : TimeSpan.FromSeconds(WaitState.Seconds(_timeoutPath, effective, context, "TimeoutSecondsPath", least: 1));
        var payload = _payload is null ? null : ((JsonObject)_payload.Fill(effective, context)!)["Payload"];
        var result = await new TaskAttempt(visit, FunctionArn, answer).RunAsync(payload, limit, cancellation);
        var selected = _selector is null ? result : _selector.Fill(result, context);
        return new StateOutcome(_output.Apply(_resultPath.Put(visit.Input, selected), context), _next);
    }

    private static string Resource(StateFields fields)
    {
        var resource = fields.Required("Resource");
        if (resource is not (Invoke or InvokeAndWait))
        {
            fields.Problem($"Resource \"{resource}\" is not emulated; accepted: {Invoke}, {InvokeAndWait}");
        }

        return resource;
    }

    private static (string FunctionArn, PayloadTemplate? Payload) Parameters(StateFields fields)
    {
        if (fields.Part("Parameters") is not { } parameters)
        {
            return ("", null);
        }

        var function = parameters.Required("FunctionName");
        if (!function.StartsWith("arn:", StringComparison.Ordinal))
        {
            parameters.Problem($"FunctionName is \"{function}\"; an ARN is expected, with an alias or without");
        }

        if (parameters.Has("Payload") == parameters.Has("Payload.$"))
        {
            parameters.Problem("has exactly one of Payload and Payload.$");
        }

        parameters.Finish();
        return (function, fields.Template("Parameters"));
    }
}
