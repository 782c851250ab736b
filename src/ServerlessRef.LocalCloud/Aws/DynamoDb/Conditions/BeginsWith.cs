using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

/// <summary><c>begins_with(path, prefix)</c>, for strings and binaries.</summary>
internal sealed record BeginsWith(IOperand Operand, IOperand Prefix) : ICondition
{
    public bool Holds(JsonElement item) =>
        Operand.Value(item) is { } value
        && Prefix.Value(item) is { } prefix
        && value.Type == prefix.Type
        && value.Type switch
        {
            "S" => value.Content.GetString()!.StartsWith(prefix.Content.GetString()!, StringComparison.Ordinal),
            "B" => value.Content.GetBytesFromBase64().AsSpan().StartsWith(prefix.Content.GetBytesFromBase64()),
            _ => false,
        };
}
