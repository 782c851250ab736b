using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

internal sealed record And(ICondition Left, ICondition Right) : ICondition
{
    public bool Holds(JsonElement item) => Left.Holds(item) && Right.Holds(item);
}
