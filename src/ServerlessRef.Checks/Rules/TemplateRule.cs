using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Something no ready-made checker sees. Beside each rule lie a template that breaks it and one that keeps it.</summary>
internal abstract class TemplateRule
{
    public string Id => $"ServerlessRef-{GetType().Name}";

    /// <summary>What holds where the rule finds nothing; a sentence of the control matrix.</summary>
    public abstract string Promise { get; }

    public abstract IEnumerable<Violation> Check(Template template);
}
