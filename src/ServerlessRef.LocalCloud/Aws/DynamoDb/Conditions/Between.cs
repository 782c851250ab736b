using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

/// <summary><c>a BETWEEN b AND c</c>, both ends included.</summary>
internal sealed record Between(IOperand Operand, IOperand Low, IOperand High) : ICondition
{
    public bool Holds(JsonElement item) =>
        Operand.Value(item) is { } value
        && Low.Value(item) is { } low
        && High.Value(item) is { } high
        && value.Order(low) >= 0
        && value.Order(high) <= 0;
}
