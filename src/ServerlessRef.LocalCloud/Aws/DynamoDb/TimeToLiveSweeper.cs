using System.Globalization;
using System.Text.Json;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Streams;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb;

/// <summary>
/// Deletes expired items, once a minute (AWS: within a few days). Items that expired more than five years ago stay, as in AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
/// </summary>
internal sealed class TimeToLiveSweeper(TableCatalog tables, DynamoEngine engine, ItemLocks locks, TableStreams streams, TimeProvider time, ILogger logger)
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private const int IgnoredAfterYears = 5;
    private const string Expired = "#ttl <= :now AND #ttl > :ignored";

    public async Task RunAsync(CancellationToken ct)
    {
        List<Table> expiring = [.. tables.All.Where(table => table.TimeToLiveAttribute is not null)];
        if (expiring.Count == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(ct))
        {
            try
            {
                foreach (var table in expiring)
                {
                    await SweepAsync(table);
                }
            }
            catch (HttpRequestException exception)
            {
                logger.LogError(exception, "Expired items could not be deleted; trying again in {Period}", Period);
            }
        }
    }

    private async Task SweepAsync(Table table)
    {
        JsonElement? next = null;
        do
        {
            var page = await engine.CallAsync("Scan", DynamoWire.Bytes(json =>
            {
                WriteFilter(json, table, "FilterExpression");
                if (next is { } start)
                {
                    json.WritePropertyName("ExclusiveStartKey");
                    start.WriteTo(json);
                }
            }));
            var answer = DynamoWire.Parse(page.Body);
            foreach (var item in answer.TryGetProperty("Items", out var items) ? items.EnumerateArray() : default)
            {
                await DeleteAsync(table, ItemKey.Find(table, item)!);
            }

            next = DynamoWire.Object(answer, "LastEvaluatedKey");
        }
        while (next is not null);
    }

    // Under the lock it may have been renewed: the condition decides.
    private async Task DeleteAsync(Table table, ItemKey key)
    {
        using var held = await locks.AcquireAsync([key]);
        var deleted = await engine.CallAsync("DeleteItem", DynamoWire.Bytes(json =>
        {
            WriteFilter(json, table, "ConditionExpression");
            json.WritePropertyName("Key");
            key.WriteTo(json);
            json.WriteString("ReturnValues", "ALL_OLD");
        }));
        if (deleted.ErrorCode is null)
        {
            streams.Append_NeedsLock(key, DynamoWire.Object(DynamoWire.Parse(deleted.Body), "Attributes"), after: null, expired: true);
        }
    }

    private void WriteFilter(Utf8JsonWriter json, Table table, string parameter)
    {
        var now = time.GetUtcNow();
        json.WriteString("TableName", table.Name);
        json.WriteString(parameter, Expired);
        json.WriteStartObject("ExpressionAttributeNames");
        json.WriteString("#ttl", table.TimeToLiveAttribute);
        json.WriteEndObject();
        json.WriteStartObject("ExpressionAttributeValues");
        WriteSeconds(json, ":now", now);
        WriteSeconds(json, ":ignored", now.AddYears(-IgnoredAfterYears));
        json.WriteEndObject();
    }

    private static void WriteSeconds(Utf8JsonWriter json, string name, DateTimeOffset moment)
    {
        json.WriteStartObject(name);
        json.WriteString("N", moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
