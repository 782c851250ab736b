using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Worker.Attendees;

/// <summary>Reads who holds a seat of an event, in the order of the attendee list: by registration id.</summary>
internal sealed class AttendeeReader(IAmazonDynamoDB database, string tableName)
{
    public async Task<IReadOnlyList<Attendee>> ReadAllAsync(string eventId, CancellationToken cancellation)
    {
        var attendees = new List<Attendee>();
        Dictionary<string, AttributeValue>? start = null;

        while (true)
        {
            var page = await database.QueryAsync(
                new QueryRequest
                {
                    TableName = tableName,
                    KeyConditionExpression = $"{TableSchema.PartitionKey} = :event AND begins_with({TableSchema.SortKey}, :registration)",
                    FilterExpression = "#status = :confirmed",
                    ProjectionExpression = "id, #name, email, ticketCode, ticketIssuedAt",
                    ExpressionAttributeNames = new() { ["#status"] = "status", ["#name"] = "name" },
                    ExpressionAttributeValues = new()
                    {
                        [":event"] = new AttributeValue($"EVENT#{eventId}"),
                        [":registration"] = new AttributeValue("REG#"),
                        [":confirmed"] = new AttributeValue("confirmed"),
                    },
                    ConsistentRead = true,
                    ExclusiveStartKey = start,
                },
                cancellation);
            attendees.AddRange((page.Items ?? []).Select(Read));

            if (page.LastEvaluatedKey is not { Count: > 0 } last)
            {
                return attendees;
            }

            start = last;
        }
    }

    public async Task<string> ReadTitleAsync(string eventId, CancellationToken cancellation)
    {
        var response = await database.GetItemAsync(
            new GetItemRequest
            {
                TableName = tableName,
                Key = new()
                {
                    [TableSchema.PartitionKey] = new AttributeValue($"EVENT#{eventId}"),
                    [TableSchema.SortKey] = new AttributeValue("META"),
                },
                ConsistentRead = true,
            },
            cancellation);
        return response.Item?.GetValueOrDefault("title")?.S
            ?? throw new InvalidDataException($"Event {eventId} has a job and no row; events are never deleted.");
    }

    private static Attendee Read(Dictionary<string, AttributeValue> item) => new(
        item["id"].S,
        item["name"].S,
        item["email"].S,
        item.GetValueOrDefault("ticketCode")?.S,
        item.GetValueOrDefault("ticketIssuedAt")?.S);
}
