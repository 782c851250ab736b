using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

internal sealed record AttributeExists(IOperand Path) : ICondition
{
    public bool Holds(JsonElement item) => Path.Value(item) is not null;
}
