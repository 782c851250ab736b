using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

/// <summary>A node of a condition that is true or false of an item.</summary>
internal interface ICondition
{
    /// <param name="item">The item's attributes, <c>{}</c> for an item that does not exist.</param>
    bool Holds(JsonElement item);
}
