using System.Text.Json;
using ServerlessRef.LocalCloud.Tests.Engines;
using ServerlessRef.LocalCloud.Tests.EventSources;

namespace ServerlessRef.LocalCloud.Tests.Streams;

[Collection(EnginesCollection.Name)]
public sealed class TableStreamTests(EnginesFixture engines)
{
    [Fact(Timeout = 60_000)]
    public async Task EveryKindOfWrite_LeavesARecordWithItsImages_InTheOrderOfTheItem()
    {
        await using var path = await EventPath.StartAsync(engines, FakeFunction.Answering("null"));
        var table = path.Aws.Table.Name;
        await path.PutAsync("a");
        await path.Aws.DynamoAsync("UpdateItem", $$$$$"""{"TableName":"{{{{{table}}}}}","Key":{"PK":{"S":"a"},"SK":{"S":"1"}},"UpdateExpression":"SET n = n + :one","ExpressionAttributeValues":{":one":{"N":"1"}}}""");
        await path.Aws.DynamoAsync("TransactWriteItems", $$$$$"""
            {"TransactItems":[
              {"Update":{"TableName":"{{{{{table}}}}}","Key":{"PK":{"S":"a"},"SK":{"S":"1"}},"UpdateExpression":"SET n = n + :one","ExpressionAttributeValues":{":one":{"N":"1"}}}},
              {"Put":{"TableName":"{{{{{table}}}}}","Item":{"PK":{"S":"b"},"SK":{"S":"1"}}}}]}
            """);
        await path.Aws.DynamoAsync("BatchWriteItem", $$$$$"""{"RequestItems":{"{{{{{table}}}}}":[{"DeleteRequest":{"Key":{"PK":{"S":"b"},"SK":{"S":"1"}}}}]}}""");
        await path.Aws.DynamoAsync("DeleteItem", $$$$$"""{"TableName":"{{{{{table}}}}}","Key":{"PK":{"S":"a"},"SK":{"S":"1"}}}""");

        var seen = new List<string>();
        while (seen.Count < 6)
        {
            seen.Add(Describe(await path.Functions.EventAsync()));
        }

        Assert.Equal(["INSERT a ->1", "MODIFY a 1->2", "MODIFY a 2->3", "INSERT b ->", "REMOVE b ->", "REMOVE a 3->"], seen.OrderBy(Order));

        int Order(string line) => line[..8] switch { "INSERT a" => 0, "INSERT b" => 3, "REMOVE b" => 4, "REMOVE a" => 5, _ => line.Contains("1->2", StringComparison.Ordinal) ? 1 : 2 };
    }

    [Fact(Timeout = 60_000)]
    public async Task AWriteThatIsRefusedOrChangesNothing_LeavesNoRecord()
    {
        await using var path = await EventPath.StartAsync(engines, FakeFunction.Answering("null"));
        await path.PutAsync("a");
        await path.PutAsync("a");
        var (status, _) = await path.Aws.DynamoAsync("PutItem", $$$$$"""{"TableName":"{{{{{path.Aws.Table.Name}}}}}","Item":{"PK":{"S":"a"},"SK":{"S":"1"},"n":{"N":"9"}},"ConditionExpression":"attribute_not_exists(PK)"}""");
        await path.PutAsync("last");

        Assert.Equal(400, status);
        string[] seen = [Describe(await path.Functions.EventAsync()), Describe(await path.Functions.EventAsync())];
        Assert.Equal(["INSERT a ->1", "INSERT last ->1"], seen.Order(StringComparer.Ordinal));
        Assert.False(path.Functions.HasEvents);
    }

    private static string Describe(JsonElement record)
    {
        var change = record.GetProperty("dynamodb");
        Assert.Equal((EventPath.StreamArn, "aws:dynamodb", "NEW_AND_OLD_IMAGES"), (record.GetProperty("eventSourceARN").GetString(), record.GetProperty("eventSource").GetString(), change.GetProperty("StreamViewType").GetString()));
        return $"{record.GetProperty("eventName").GetString()} {change.GetProperty("Keys").GetProperty("PK").GetProperty("S").GetString()} {Number(change, "OldImage")}->{Number(change, "NewImage")}";
    }

    private static string Number(JsonElement change, string image) =>
        change.TryGetProperty(image, out var item) && item.TryGetProperty("n", out var number) ? number.GetProperty("N").GetString()! : "";
}
