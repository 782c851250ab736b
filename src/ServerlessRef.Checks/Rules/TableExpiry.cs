using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Personal data leaves by itself after the event; without a time-to-live attribute it stays for ever.</summary>
internal sealed class TableExpiry : TemplateRule
{
    public override string Promise => "A table deletes what has expired.";

    public override IEnumerable<Violation> Check(Template template) =>
        from table in template.OfType("AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table")
        where !table.IsTrue("TimeToLiveSpecification", "Enabled")
        select table.Breaks("There is no time-to-live attribute, so nothing is ever removed.");
}
