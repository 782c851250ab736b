using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Nobody else reads GlobalTable, which is what TableV2 becomes.</summary>
internal sealed class TableRecovery : TemplateRule
{
    public override string Promise => "A table can be restored to any second of the last 35 days.";

    public override IEnumerable<Violation> Check(Template template) =>
        from table in template.OfType("AWS::DynamoDB::GlobalTable")
        where !table.List("Replicas").Any() || table.List("Replicas").Any(replica => Json.Text(Json.At(replica, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")) != "true")
        select table.Breaks("A replica has no point-in-time recovery.");
}
