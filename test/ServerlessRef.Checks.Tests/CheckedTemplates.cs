using ServerlessRef.Checks.Checkers;
using ServerlessRef.Checks.Templates;
using ServerlessRef.Shared;

namespace ServerlessRef.Checks.Tests;

/// <summary>The templates of every stage, as `dotnet dev.cs check` wrote them.</summary>
internal static class CheckedTemplates
{
    public static string Folder { get; } = RepositoryFiles.At("artifacts", "checked");

    public static string Checkers { get; } = RepositoryFiles.At("eng", "checkers");

    public static IReadOnlyList<Template> All { get; } = TemplateFolder.Read(Folder);

    public static NodeScript Scripts { get; } = new(EngineNode.Path, Checkers);

    /// <summary>Prod with a domain: the settings with the most in them.</summary>
    public static Template Of(string settings, bool edge) =>
        All.Single(template => template.Settings == settings && template.Stack.EndsWith("-Edge", StringComparison.Ordinal) == edge);
}
