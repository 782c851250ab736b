using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Notices;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Functions.Notices;

/// <summary>Reads how an event's seats stand now. Events whose seats are counted in several rows are summed here, and nowhere else in what tells people.</summary>
public sealed class SeatStates(IAmazonDynamoDB database, string tableName)
{
    /// <exception cref="InvalidDataException">There is no such event; events are never deleted.</exception>
    public async Task<SeatState> ReadAsync(string eventId, CancellationToken cancellation)
    {
        var response = await database.GetItemAsync(
            new GetItemRequest { TableName = tableName, Key = ItemKey.Event(eventId), ConsistentRead = true }, cancellation);
        return response.Item is { Count: > 0 } item
            ? new SeatState(eventId, item.Text("title"), item.Number("capacity"), item.Number(TableSchema.SeatsLeft), item.Number("version"))
            : throw new InvalidDataException($"Event {eventId} has changes and no row; events are never deleted.");
    }
}
