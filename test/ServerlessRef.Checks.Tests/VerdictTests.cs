using System.Text.Json.Nodes;
using ServerlessRef.Checks.Acceptances;
using ServerlessRef.Checks.Findings;
using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Tests;

public sealed class VerdictTests
{
    private const string Reason = "A reason that is long enough to say something";

    [Fact]
    public void AFinding_WithAnAcceptanceThatNamesItsRuleAndResource_IsAccepted()
    {
        var verdict = Verdict.Of([Found("Rule", "Table")], [Accept("Rule", "Table")]);

        Assert.True(verdict.IsGreen);
        Assert.Single(verdict.Accepted);
    }

    [Theory]
    [InlineData("Rule", "OtherTable")]
    [InlineData("OtherRule", "Table")]
    [InlineData("Rule[Resource::*]", "Table")]
    public void AnAcceptance_OfAnotherRuleOrResource_IsStale_AndTheFindingStaysOpen(string rule, string resource)
    {
        var verdict = Verdict.Of([Found("Rule", "Table")], [Accept(rule, resource)]);

        Assert.False(verdict.IsGreen);
        Assert.Single(verdict.Open);
        Assert.Single(verdict.Stale);
    }

    [Fact]
    public void AnAcceptance_OfWhatIsNoLongerFound_IsStale()
    {
        var verdict = Verdict.Of([], [Accept("Rule", "Table")]);

        Assert.False(verdict.IsGreen);
        Assert.Equal("Rule", Assert.Single(verdict.Stale).Rule);
    }

    [Fact]
    public void AnAcceptance_GivenTwice_IsRefused()
    {
        var problem = Assert.Throws<CheckException>(() => Verdict.Of([], [Accept("Rule", "Table"), Accept("Rule", "Table")]));

        Assert.Contains("accepted twice", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Acceptances_AreReadFromResourcesAndFromTheStack()
    {
        var template = TemplateOf($$"""
            {
              "Metadata": { "ServerlessRef::Accepted": [{ "Resource": "Helper", "Rules": ["B"], "Reason": "{{Reason}}" }] },
              "Resources": { "Table": { "Type": "T", "Metadata": { "ServerlessRef::Accepted": [{ "Rules": ["A", "A[1]"], "Reason": "{{Reason}}" }] } } }
            }
            """);

        var read = AcceptanceReader.Read(template).Select(each => $"{each.Rule} {each.Resource}");

        Assert.Equal(["A Table", "A[1] Table", "B Helper"], read);
    }

    [Theory]
    [InlineData("""{ "Rules": ["A"], "Reason": "" }""")]
    [InlineData("""{ "Rules": ["A"], "Reason": "ok" }""")]
    [InlineData("""{ "Rules": [], "Reason": "A reason that is long enough to say something" }""")]
    public void AnAcceptance_WithoutReasonOrRules_IsRefused(string entry)
    {
        var template = TemplateOf($$"""{ "Resources": { "Table": { "Type": "T", "Metadata": { "ServerlessRef::Accepted": [{{entry}}] } } } }""");

        var problem = Assert.Throws<CheckException>(() => AcceptanceReader.Read(template).ToList());

        Assert.Contains("Table", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheTable_SaysFindingResourceAndReason_OnceForAllSettings()
    {
        using var output = new StringWriter();
        Finding[] findings = [Found("Rule", "Table"), Found("Rule", "Table") with { Template = "dev/Stack" }, Found("Open", "Table")];

        FindingTable.Write(Verdict.Of(findings, [Accept("Rule", "Table"), Accept("Rule", "Table") with { Template = "dev/Stack" }]), output);

        Assert.Equal(
            ["accepted  Rule  →  Table (prod dev)  →  because " + Reason, "OPEN      Open  →  Table (prod)  →  message"],
            output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private static Finding Found(string rule, string resource) => new("prod/Stack", rule, resource, "message");

    private static Acceptance Accept(string rule, string resource) => new("prod/Stack", rule, resource, Reason);

    private static Template TemplateOf(string json) => new("prod", "Stack", JsonNode.Parse(json)!.AsObject(), TerminationProtection: false);
}
