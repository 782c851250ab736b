using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Transactions;

/// <summary>
/// Why one item cancels a transaction: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html
/// </summary>
/// <param name="Code"><c>None</c> for an item that did not.</param>
/// <param name="Item">As it was, when the request asked for it.</param>
internal sealed record CancellationReason(string Code, string? Message = null, JsonElement? Item = null)
{
    public static readonly CancellationReason None = new("None");

    public static CancellationReason ConditionalCheckFailed(JsonElement? item) => new("ConditionalCheckFailed", "The conditional request failed", item);

    public static CancellationReason ValidationError(string message) => new("ValidationError", message);

    /// <summary>The error of the whole transaction, its reasons in the order of its items.</summary>
    public static AwsResponse Cancel(IReadOnlyList<CancellationReason> reasons)
    {
        var codes = string.Join(", ", reasons.Select(reason => reason.Code));
        var error = new AwsError("TransactionCanceledException", 400, $"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]");
        return DynamoWire.Error(error, json =>
        {
            json.WriteStartArray("CancellationReasons");
            foreach (var reason in reasons)
            {
                reason.WriteTo(json);
            }

            json.WriteEndArray();
        });
    }

    private void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString(nameof(Code), Code);
        if (Message is not null)
        {
            json.WriteString(nameof(Message), Message);
        }

        if (Item is { } item)
        {
            json.WritePropertyName(nameof(Item));
            item.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
