using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Worker.Attendees;

/// <summary>Reads who holds a seat of an event, in the order of the attendee list: by registration id, and so pool after pool.</summary>
internal sealed class AttendeeReader(IAmazonDynamoDB database, string tableName)
{
    public async Task<IReadOnlyList<Attendee>> ReadAllAsync(ScheduledEvent scheduled, CancellationToken cancellation)
    {
        var attendees = new List<Attendee>();
        for (var pool = 0; pool < scheduled.Pools; pool++)
        {
            await ReadPoolAsync(scheduled.Id, pool, attendees, cancellation);
        }

        return attendees;
    }

    /// <summary>Who holds this registration's seat; null once it is cancelled.</summary>
    public async Task<Attendee?> FindAsync(string eventId, string registrationId, CancellationToken cancellation) =>
        await database.FindAsync(tableName, ItemKey.Registration(eventId, registrationId), cancellation) is { } item && item.GetValueOrDefault("status")?.S == "confirmed"
            ? Read(item)
            : null;

    public async Task<ScheduledEvent> ReadEventAsync(string eventId, CancellationToken cancellation) =>
        await database.FindAsync(tableName, ItemKey.Event(eventId), cancellation) is { } item
            ? EventItem.Read(item)
            : throw new InvalidDataException($"Event {eventId} has a job and no row; events are never deleted.");

    private async Task ReadPoolAsync(string eventId, int pool, List<Attendee> attendees, CancellationToken cancellation)
    {
        Dictionary<string, AttributeValue>? start = null;
        while (true)
        {
            var page = await database.QueryAsync(ConfirmedOf(eventId, pool, start), cancellation);
            attendees.AddRange((page.Items ?? []).Select(Read));
            if (page.LastEvaluatedKey is not { Count: > 0 } last)
            {
                return;
            }

            start = last;
        }
    }

    private QueryRequest ConfirmedOf(string eventId, int pool, Dictionary<string, AttributeValue>? start) => new()
    {
        TableName = tableName,
        KeyConditionExpression = $"{TableSchema.PartitionKey} = :pool AND begins_with({TableSchema.SortKey}, :registration)",
        FilterExpression = "#status = :confirmed",
        ProjectionExpression = "id, #name, email, ticketCode, ticketIssuedAt",
        ExpressionAttributeNames = new() { ["#status"] = "status", ["#name"] = "name" },
        ExpressionAttributeValues = new()
        {
            [":pool"] = ItemKey.Partition(eventId, pool),
            [":registration"] = new AttributeValue(ItemKey.RegistrationPrefix),
            [":confirmed"] = new AttributeValue("confirmed"),
        },
        ConsistentRead = true,
        ExclusiveStartKey = start,
    };

    private static Attendee Read(Dictionary<string, AttributeValue> item) => new(
        item["id"].S,
        item["name"].S,
        item["email"].S,
        item.GetValueOrDefault("ticketCode")?.S,
        item.GetValueOrDefault("ticketIssuedAt")?.S);
}
