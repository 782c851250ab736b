using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.BenchFunction;

/// <summary>One invocation: writes an item, reads it again, answers with what was read. The C program beside it makes the same two calls.</summary>
internal sealed class PutAndGet(IAmazonDynamoDB database, string tableName)
{
    private const string SortKey = "META";

    public async Task<APIGatewayProxyResponse> HandleAsync(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var order = JsonSerializer.Deserialize(request.Body, BenchJson.Default.BenchOrder)
            ?? throw new InvalidOperationException("The event has no order in its body.");
        await database.PutItemAsync(new PutItemRequest
        {
            TableName = tableName,
            Item = new()
            {
                [TableSchema.PartitionKey] = new AttributeValue(order.Id),
                [TableSchema.SortKey] = new AttributeValue(SortKey),
                ["title"] = new AttributeValue(order.Title),
                ["seats"] = new AttributeValue { N = order.Seats.ToString(CultureInfo.InvariantCulture) },
            },
        });
        var found = await database.GetItemAsync(new GetItemRequest
        {
            TableName = tableName,
            Key = new()
            {
                [TableSchema.PartitionKey] = new AttributeValue(order.Id),
                [TableSchema.SortKey] = new AttributeValue(SortKey),
            },
        });
        var answer = new BenchAnswer(
            found.Item[TableSchema.PartitionKey].S,
            int.Parse(found.Item["seats"].N, NumberStyles.None, CultureInfo.InvariantCulture),
            order.WithMemory ? MemoryUse.Read() : null);
        return new APIGatewayProxyResponse
        {
            StatusCode = 200,
            Headers = new Dictionary<string, string> { ["content-type"] = "application/json" },
            Body = JsonSerializer.Serialize(answer, BenchJson.Default.BenchAnswer),
        };
    }
}
