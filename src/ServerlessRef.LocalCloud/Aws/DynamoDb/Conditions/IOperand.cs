using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

/// <summary>A node of a condition that has a value for an item.</summary>
internal interface IOperand
{
    /// <returns>Null: the item has no such attribute.</returns>
    AttributeValue? Value(JsonElement item);
}
