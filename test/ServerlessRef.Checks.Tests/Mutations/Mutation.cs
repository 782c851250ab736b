using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Tests.Mutations;

/// <summary>One way to damage the real template, and the rule meant to catch it.</summary>
/// <param name="Name">What is wrong then; a sentence.</param>
/// <param name="Rule">Exact id of the rule that must report it.</param>
/// <param name="Target">Type of the damaged resource and the beginning of its logical id, separated by a blank.</param>
internal sealed record Mutation(string Name, string Rule, string Target, Damage Damage)
{
    /// <summary>In the stack of us-east-1.</summary>
    public bool Edge { get; init; }

    /// <summary>Settings with the most in them.</summary>
    public string Settings { get; init; } = "prod-domain";

    /// <summary>Type and beginning of the reported resource, or its exact name, where it is not the damaged one.</summary>
    public string? Reported { get; init; }

    public Template Original => CheckedTemplates.Of(Settings, Edge);

    /// <summary>A copy of the template with the damage, under a name of its own.</summary>
    public Template Apply()
    {
        var copy = Original with { Settings = Name, Root = Original.Root.DeepClone().AsObject() };
        return Damage.ApplyTo(copy, Target.Length == 0 ? null : Find(copy, Target));
    }

    public string ReportedResource(Template damaged) => Reported switch
    {
        null => Find(damaged, Target).LogicalId,
        { } name when name.Contains("::", StringComparison.Ordinal) => Find(damaged, name).LogicalId,
        "the stack" => damaged.Stack,
        { } name => name,
    };

    private static Resource Find(Template template, string target)
    {
        var (type, prefix) = (target.Split(' ')[0], target.Split(' ')[1]);
        return template.OfType(type).Single(resource => resource.LogicalId.StartsWith(prefix, StringComparison.Ordinal));
    }
}
