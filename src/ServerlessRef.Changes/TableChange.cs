using System.Text.Json.Serialization;

namespace ServerlessRef.Changes;

/// <summary>A record of the table's stream as a pipe hands it over (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html).</summary>
internal sealed record TableChange
{
    [JsonPropertyName("eventName")]
    public string EventName { get; init; } = "";

    [JsonPropertyName("dynamodb")]
    public required ChangedItem Item { get; init; }
}

/// <summary>The item before and after the change.</summary>
internal sealed record ChangedItem
{
    /// <summary>Seconds since 1970.</summary>
    [JsonPropertyName("ApproximateCreationDateTime")]
    public double CreatedAt { get; init; }

    [JsonPropertyName("Keys")]
    public Dictionary<string, ChangedValue> Keys { get; init; } = [];

    [JsonPropertyName("NewImage")]
    public Dictionary<string, ChangedValue> New { get; init; } = [];

    [JsonPropertyName("OldImage")]
    public Dictionary<string, ChangedValue> Old { get; init; } = [];
}

/// <summary>An attribute; of DynamoDB's types texts and numbers are what is read here.</summary>
internal sealed record ChangedValue
{
    [JsonPropertyName("S")]
    public string? Text { get; init; }

    [JsonPropertyName("N")]
    public string? Number { get; init; }
}
