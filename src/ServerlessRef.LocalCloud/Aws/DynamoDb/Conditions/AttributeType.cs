using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

/// <summary><c>attribute_type(path, :type)</c>.</summary>
internal sealed record AttributeType(IOperand Path, IOperand Type) : ICondition
{
    public bool Holds(JsonElement item) => Path.Value(item) is { } value && Type.Value(item) is { } type && value.Type == type.Content.GetString();
}
