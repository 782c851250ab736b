namespace ServerlessRef.LocalCloud;

/// <summary>The local cloud cannot start: every problem found, each with what was found, what is accepted and the fix. Exit code 2.</summary>
internal sealed class StartupException(IReadOnlyList<string> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
