using ServerlessRef.Checks.Acceptances;
using ServerlessRef.Checks.Checkers;
using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Controls;

/// <summary>docs/controls.md: written, or compared with what would be written.</summary>
internal static class ControlDocument
{
    /// <returns>Whether the document is what the templates say.</returns>
    public static async Task<bool> CompareOrWriteAsync(CheckArguments arguments, IReadOnlyList<Template> templates, Verdict verdict, NodeReport nag, TextWriter output)
    {
        var controls = ControlCatalogue.Read();
        var problems = ControlCatalogue.Problems(controls, ControlCatalogue.TestsIn(arguments.Tests)).ToList();
        foreach (var problem in problems)
        {
            await output.WriteLineAsync($"CONTROL   {problem}");
        }

        var text = new ControlMatrix(controls, templates, verdict, nag).ToMarkdown();
        if (arguments.Write)
        {
            await File.WriteAllTextAsync(arguments.Controls, text);
            return problems.Count == 0;
        }

        var isCurrent = File.Exists(arguments.Controls) && (await File.ReadAllTextAsync(arguments.Controls)).ReplaceLineEndings("\n") == text;
        if (!isCurrent)
        {
            await output.WriteLineAsync("CONTROLS  docs/controls.md is not what the templates say. Write it anew with `dotnet dev.cs check --write` and review the difference.");
        }

        return isCurrent && problems.Count == 0;
    }
}
