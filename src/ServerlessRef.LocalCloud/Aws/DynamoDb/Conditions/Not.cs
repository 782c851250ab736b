using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

internal sealed record Not(ICondition Inner) : ICondition
{
    public bool Holds(JsonElement item) => !Inner.Holds(item);
}
