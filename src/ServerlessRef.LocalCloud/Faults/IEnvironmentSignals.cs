namespace ServerlessRef.LocalCloud.Faults;

/// <summary>What a fault does to the process of an environment; one that has ended is left alone.</summary>
internal interface IEnvironmentSignals
{
    /// <summary>Display name of the function the environment belongs to; null: there is no such environment.</summary>
    string? FunctionOf(string environmentId);

    Task KillAsync(string environmentId);

    /// <summary>It stands still, as an environment that Lambda froze or starved.</summary>
    Task PauseAsync(string environmentId);

    Task ResumeAsync(string environmentId);
}
