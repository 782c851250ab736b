namespace ServerlessRef.LocalCloud.Template;

/// <summary>Collects everything that keeps an assembly from starting, so that one run shows all of it.</summary>
internal sealed class Problems
{
    private readonly List<string> _all = [];

    public int Count => _all.Count;

    public void Add(string problem)
    {
        if (!_all.Contains(problem, StringComparer.Ordinal))
        {
            _all.Add(problem);
        }
    }

    public void ThrowIfAny()
    {
        if (_all.Count > 0)
        {
            throw new StartupException(_all);
        }
    }
}
