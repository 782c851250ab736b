using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

/// <summary>One DynamoDB value: its type (<c>S</c>, <c>N</c>, <c>M</c>, …) and the JSON it is written with.</summary>
internal readonly record struct AttributeValue(string Type, JsonElement Content)
{
    public static AttributeValue From(JsonElement wire)
    {
        foreach (var only in wire.EnumerateObject())
        {
            return new AttributeValue(only.Name, only.Value);
        }

        throw new AwsError("ValidationException", 400, "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    }

    public bool IsSet => Type is "SS" or "NS" or "BS";

    public bool SameAs(AttributeValue other) => Type == other.Type && Type switch
    {
        "N" => DynamoNumber.Compare(Content.GetString()!, other.Content.GetString()!) == 0,
        "SS" or "BS" => SameSet(other, StringComparer.Ordinal.Equals),
        "NS" => SameSet(other, (left, right) => DynamoNumber.Compare(left!, right!) == 0),
        "L" => Content.GetArrayLength() == other.Content.GetArrayLength()
            && Content.EnumerateArray().Zip(other.Content.EnumerateArray()).All(pair => From(pair.First).SameAs(From(pair.Second))),
        "M" => SameMap(other),
        "NULL" => true,
        "BOOL" => Content.ValueKind == other.Content.ValueKind,
        _ => Content.GetString() == other.Content.GetString(),
    };

    /// <summary>Order within one ordered type (S and B by bytes, N by value); null: these two have no order.</summary>
    public int? Order(AttributeValue other) => Type != other.Type ? null : Type switch
    {
        "N" => DynamoNumber.Compare(Content.GetString()!, other.Content.GetString()!),
        "S" => System.Text.Encoding.UTF8.GetBytes(Content.GetString()!).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(other.Content.GetString()!)),
        "B" => Content.GetBytesFromBase64().AsSpan().SequenceCompareTo(other.Content.GetBytesFromBase64()),
        _ => null,
    };

    public override string ToString() => $"AttributeValue: {{{Type}:{(Content.ValueKind == JsonValueKind.String ? Content.GetString() : Content.GetRawText())}}}";

    private bool SameSet(AttributeValue other, Func<string?, string?, bool> same)
    {
        var right = other.Content.EnumerateArray().Select(element => element.GetString()).ToList();
        return Content.GetArrayLength() == right.Count
            && Content.EnumerateArray().All(element => right.Exists(candidate => same(element.GetString(), candidate)));
    }

    private bool SameMap(AttributeValue other)
    {
        var right = other.Content;
        return Content.EnumerateObject().Count() == right.EnumerateObject().Count()
            && Content.EnumerateObject().All(entry => right.TryGetProperty(entry.Name, out var value) && From(entry.Value).SameAs(From(value)));
    }
}
