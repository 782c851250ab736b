using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>What a stack keeps when it is deleted must not be deletable by a click either.</summary>
internal sealed class TableProtection : TemplateRule
{
    public override string Promise => "A table that is kept refuses to be deleted.";

    public override IEnumerable<Violation> Check(Template template) =>
        from table in template.OfType("AWS::DynamoDB::GlobalTable")
        where table.IsRetained && table.List("Replicas").Any(replica => Json.Text(Json.At(replica, "DeletionProtectionEnabled")) != "true")
        select table.Breaks("DeletionPolicy is Retain, but a replica has no deletion protection.");
}
