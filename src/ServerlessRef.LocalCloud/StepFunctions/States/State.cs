namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>One state of a definition: https://states-language.net/spec.html#states-fields</summary>
internal abstract class State(string name, string kind)
{
    public string Name { get; } = name;

    /// <summary>For example <c>Task</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>Names of the states it may lead to.</summary>
    public abstract IEnumerable<string> Targets { get; }

    /// <exception cref="StateFailure">The execution fails with it.</exception>
    public abstract Task<StateOutcome> RunAsync(StateVisit visit, CancellationToken cancellation);

    protected static IEnumerable<string> OneOrNone(string? next) => next is null ? [] : [next];
}
