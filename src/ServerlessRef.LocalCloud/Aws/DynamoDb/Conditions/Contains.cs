using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

/// <summary><c>contains(path, operand)</c>: a string's part, a set's or a list's element.</summary>
internal sealed record Contains(IOperand Operand, IOperand Part) : ICondition
{
    public bool Holds(JsonElement item)
    {
        if (Operand.Value(item) is not { } value || Part.Value(item) is not { } part)
        {
            return false;
        }

        return value.Type switch
        {
            "S" => part.Type == "S" && value.Content.GetString()!.Contains(part.Content.GetString()!, StringComparison.Ordinal),
            "B" => part.Type == "B" && value.Content.GetBytesFromBase64().AsSpan().IndexOf(part.Content.GetBytesFromBase64()) >= 0,
            "L" => value.Content.EnumerateArray().Any(element => AttributeValue.From(element).SameAs(part)),
            _ => value.IsSet && value.Type == part.Type + "S"
                && value.Content.EnumerateArray().Any(element => new AttributeValue(part.Type, element).SameAs(part)),
        };
    }
}
