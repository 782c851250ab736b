using System.Text.Json;

namespace ServerlessRef.LocalCloud.Gateway.Schema;

/// <summary>A compiled (sub)schema: all its rules must hold. Filled after it is made, so that a schema can refer to itself.</summary>
internal sealed class Schema : ISchemaRule
{
    public List<ISchemaRule> Rules { get; } = [];

    public void Check(JsonElement value, List<string> errors)
    {
        foreach (var rule in Rules)
        {
            rule.Check(value, errors);
        }
    }

    public bool IsValid(JsonElement value)
    {
        var errors = new List<string>();
        Check(value, errors);
        return errors.Count == 0;
    }
}
