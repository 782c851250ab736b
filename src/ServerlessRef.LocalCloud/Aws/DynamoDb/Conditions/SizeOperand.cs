using System.Globalization;
using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

/// <summary><c>size(path)</c>: characters of a string, bytes of a binary, elements of a set, list or map; numbers and booleans have none.</summary>
internal sealed record SizeOperand(IOperand Path) : IOperand
{
    public AttributeValue? Value(JsonElement item)
    {
        int? size = Path.Value(item) is not { } value ? null : value.Type switch
        {
            "S" => value.Content.GetString()!.Length,
            "B" => value.Content.GetBytesFromBase64().Length,
            "M" => value.Content.EnumerateObject().Count(),
            "L" or "SS" or "NS" or "BS" => value.Content.GetArrayLength(),
            _ => null,
        };
        return size is { } number
            ? new AttributeValue("N", JsonElement.Parse(string.Create(CultureInfo.InvariantCulture, $"\"{number}\"")))
            : null;
    }
}
