namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>An error of a state: its name decides who retries or catches it.</summary>
internal sealed class StateFailure(string error, string? cause) : Exception($"{error}: {cause}")
{
    public string Error { get; } = error;

    public string? Cause { get; } = cause;

    /// <summary>A path or a value that is not as the definition wants it: nobody catches this one.</summary>
    public static StateFailure Runtime(string cause) => new(ErrorNames.Runtime, cause);
}
