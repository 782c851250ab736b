using ServerlessRef.Checks.Acceptances;
using ServerlessRef.Checks.Checkers;
using ServerlessRef.Checks.Controls;
using ServerlessRef.Checks.Findings;
using ServerlessRef.Checks.Rules;
using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks;

/// <summary>Everything `dotnet dev.cs check` does once the templates are there.</summary>
internal static class CheckRun
{
    /// <returns>0: every finding is accepted, no acceptance is stale, the control matrix is current.</returns>
    public static async Task<int> RunAsync(CheckArguments arguments, TextWriter output)
    {
        var templates = TemplateFolder.Read(arguments.Templates);
        var scripts = new NodeScript(arguments.Node, arguments.Checkers);
        var reports = await Task.WhenAll(scripts.RunAsync(Checker.Nag, templates), scripts.RunAsync(Checker.Validator, templates));
        foreach (var (report, script) in reports.Zip([Checker.Nag, Checker.Validator]).Where(each => each.First.Rules == 0))
        {
            throw new CheckException($"{script} has no rules at all and so checked nothing. Install its packages again: delete {arguments.Checkers}/node_modules.");
        }

        var findings = templates.SelectMany(Checker.OwnRules).Concat(reports.SelectMany(report => report.Findings));
        var verdict = Verdict.Of(findings, templates.SelectMany(AcceptanceReader.Read));
        FindingTable.Write(verdict, output);
        var isCurrent = await ControlDocument.CompareOrWriteAsync(arguments, templates, verdict, reports[0], output);
        await output.WriteLineAsync($"{templates.Count} templates; {RuleList.All.Count} rules of our own, {reports[0].Rules} of cdk-nag, {reports[1].Rules} of Control Tower and CloudFormation's validator");
        await output.WriteLineAsync($"{verdict.Accepted.Count} findings accepted, {verdict.Open.Count} open, {verdict.Stale.Count} acceptances stale");
        return verdict.IsGreen && isCurrent ? 0 : 1;
    }
}
