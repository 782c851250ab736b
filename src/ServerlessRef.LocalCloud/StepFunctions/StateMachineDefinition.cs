namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>What a state machine does.</summary>
/// <param name="Timeout">Of an execution as a whole; null: none.</param>
internal sealed record StateMachineDefinition(string StartAt, IReadOnlyDictionary<string, State> States, TimeSpan? Timeout)
{
    /// <summary>ARNs of the functions its tasks invoke.</summary>
    public IEnumerable<string> Functions => States.Values.OfType<TaskState>().Select(task => task.FunctionArn).Distinct(StringComparer.Ordinal);
}
