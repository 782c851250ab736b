using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

/// <summary>A value of ExpressionAttributeValues.</summary>
internal sealed record ValueOperand(AttributeValue Constant) : IOperand
{
    public AttributeValue? Value(JsonElement item) => Constant;
}
