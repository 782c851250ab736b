using System.Text;
using System.Text.RegularExpressions;
using ServerlessRef.Checks.Acceptances;
using ServerlessRef.Checks.Checkers;
using ServerlessRef.Checks.Rules;
using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Controls;

/// <summary>Control → construct → proof → state, from the catalogue, the findings and their acceptances.</summary>
internal sealed partial class ControlMatrix(IReadOnlyList<Control> controls, IReadOnlyList<Template> templates, Verdict verdict, NodeReport nag)
{
    private const string NagTest = "CheckRunTests.TheTemplates_HaveNothingOpen_AndNothingStale";

    private const string RuleTest = "RuleTests.ARule_WhenItsExampleIsBroken_ReportsTheBrokenResource_AndNothingWhenItIsSound";

    private readonly Dictionary<string, string> _constructs = templates
        .SelectMany(template => template.Resources)
        .DistinctBy(resource => resource.LogicalId)
        .ToDictionary(resource => resource.LogicalId, resource => resource.Construct, StringComparer.Ordinal);

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("""
            # Controls

            Written by `dotnet dev.cs check --write` from `src/ServerlessRef.Checks/Controls/controls.json`, the synthesized templates and the acceptances in them; `dotnet dev.cs check` fails when it is out of date. "Met" means that every checker named in the row is silent, in every stage. An accepted finding stands with the reason that is written beside its construct. What neither a template nor a test can do is the deployer's.

            """);
        foreach (var catalogue in controls.GroupBy(control => control.Catalogue))
        {
            Table(text, catalogue.Key, catalogue.Select(Row));
        }

        Table(text, "cdk-nag 3.0.2", NagRows());
        Table(text, "Rules of our own", RuleList.All.Select(rule => $"| {rule.Id}: {rule.Promise} | {Constructs(rule.Id)} | `{RuleTest}` | {State(rule.Id)} |"));
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Table(StringBuilder text, string title, IEnumerable<string> rows)
    {
        text.Append($"\n## {title}\n\n| control | construct | proof | state |\n|---|---|---|---|\n");
        foreach (var row in rows)
        {
            text.Append(row).Append('\n');
        }
    }

    private string Row(Control control)
    {
        var accepted = control.Rules.SelectMany(Reasons).Distinct().ToList();
        var state = control switch
        {
            _ when control.Rules.Any(IsOpen) => "**open**",
            { Exception.Length: > 0 } => $"not met: {control.Exception}",
            { Deployer.Length: > 0 } => $"deployer: {control.Deployer}",
            _ when accepted.Count > 0 => $"accepted: {string.Join("; ", accepted)}",
            _ => "met",
        };
        var proof = control.Tests.Concat(control.Rules).Select(name => $"`{name}`");
        return $"| {control.Id}: {control.Title} | {string.Join(", ", control.Constructs)} | {string.Join(", ", proof)} | {Escape(state)} |";
    }

    private IEnumerable<string> NagRows()
    {
        var found = verdict.Accepted.Select(each => each.Finding).Concat(verdict.Open).Select(finding => Family(finding.Rule)).Where(IsNag);
        return found.Concat(nag.Met.Keys).Distinct().Order(StringComparer.Ordinal)
            .Select(rule => $"| {rule} | {Constructs(rule)} | `{NagTest}` | {State(rule)} |");
    }

    private string Constructs(string rule)
    {
        var resources = verdict.Accepted.Where(each => Family(each.Finding.Rule) == rule).Select(each => each.Finding.Resource)
            .Concat(nag.Met.TryGetValue(rule, out var met) ? met : [])
            .Select(Construct).Distinct().Order(StringComparer.Ordinal).ToList();
        return resources.Count == 0 ? "all" : string.Join(", ", resources);
    }

    private string State(string rule) =>
        IsOpen(rule) ? "**open**"
        : Reasons(rule).ToList() is { Count: > 0 } reasons ? Escape($"accepted: {string.Join("; ", reasons)}")
        : "met";

    private bool IsOpen(string rule) => verdict.Open.Any(finding => Family(finding.Rule) == rule);

    private IEnumerable<string> Reasons(string rule) => verdict.Accepted
        .Where(each => Family(each.Finding.Rule) == rule)
        .GroupBy(each => each.Acceptance.Reason)
        .Select(group => $"{group.Key} ({string.Join(", ", group.Select(each => Construct(each.Finding.Resource)).Distinct().Order(StringComparer.Ordinal))})")
        .Order(StringComparer.Ordinal);

    /// <summary>CDK names its own helpers <c>Custom::NameCustomResourceProvider</c> or <c>Custom::Name</c> with a GUID.</summary>
    private string Construct(string resource) => _constructs.GetValueOrDefault(resource, resource) is { } name && name.StartsWith("Custom::", StringComparison.Ordinal)
        ? $"CDK's {Helper().Replace(name["Custom::".Length..], "")}"
        : _constructs.GetValueOrDefault(resource, resource);

    /// <summary>The rule without the finding in brackets.</summary>
    private static string Family(string rule) => rule.Split('[')[0];

    private static bool IsNag(string rule) =>
        rule.StartsWith("AwsSolutions-", StringComparison.Ordinal) || rule.StartsWith("Serverless-", StringComparison.Ordinal)
        || rule.StartsWith("NIST.", StringComparison.Ordinal) || rule.StartsWith("PCI.", StringComparison.Ordinal) || rule.StartsWith("HIPAA.", StringComparison.Ordinal);

    [GeneratedRegex("CustomResourceProvider$|[0-9A-F]{32}$")]
    private static partial Regex Helper();

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
