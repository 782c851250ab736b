using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

internal sealed record AttributeNotExists(IOperand Path) : ICondition
{
    public bool Holds(JsonElement item) => Path.Value(item) is null;
}
