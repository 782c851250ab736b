using ServerlessRef.Checks.Acceptances;

namespace ServerlessRef.Checks.Findings;

/// <summary>The one table a reviewer reads: finding, resource, and why it was accepted. What differs between settings is one row.</summary>
internal static class FindingTable
{
    public static void Write(Verdict verdict, TextWriter output)
    {
        Write(output, "accepted", verdict.Accepted.Select(each => (each.Finding.Template, each.Finding.Rule, each.Finding.Resource, $"because {each.Acceptance.Reason}")));
        Write(output, "OPEN", verdict.Open.Select(each => (each.Template, each.Rule, each.Resource, each.Message)));
        Write(output, "STALE", verdict.Stale.Select(each => (each.Template, each.Rule, each.Resource, "is accepted but no longer found: remove the acceptance")));
    }

    private static void Write(TextWriter output, string state, IEnumerable<(string Template, string Rule, string Resource, string Text)> rows)
    {
        var merged = rows
            .GroupBy(row => (row.Resource, row.Rule, row.Text))
            .OrderBy(group => group.Key.Resource, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Rule, StringComparer.Ordinal)
            .ToList();
        foreach (var group in merged)
        {
            var settings = string.Join(' ', group.Select(row => row.Template.Split('/')[0]).Distinct());
            output.WriteLine($"{state,-8}  {group.Key.Rule}  →  {group.Key.Resource} ({settings})  →  {group.Key.Text}");
        }
    }
}
