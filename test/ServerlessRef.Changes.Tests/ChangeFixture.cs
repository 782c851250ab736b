using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Notices;
using ServerlessRef.Functions.Notices;
using ServerlessRef.Functions.Storage;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Changes.Tests;

/// <summary>The reader over a real table engine, and changes as a pipe hands them over.</summary>
internal static class ChangeFixture
{
    public static ChangeReader Reader(TestTable table) => new(
        new SeatStates(table.Database, TestTable.Name, new SeatCounters(new BatchReader(table.Database, TestTable.Name, new Backoff(TimeProvider.System, () => 0)))),
        TestJobs.Silent(TimeProvider.System));

    /// <param name="seatsTaken">Of each pool, from pool 0 on.</param>
    public static async Task PutEventAsync(TestTable table, string eventId, int capacity, params int[] seatsTaken)
    {
        var scheduled = new ScheduledEvent(eventId, "A meeting", new DateTimeOffset(2030, 1, 1, 10, 0, 0, TimeSpan.Zero), capacity, seatsTaken.Length, "owner", "hash");
        for (var pool = 0; pool < seatsTaken.Length; pool++)
        {
            var item = pool == 0 ? EventItem.WriteNew(scheduled) : PoolItem.WriteNew(scheduled, pool);
            item["seatsTaken"] = Number(seatsTaken[pool]);
            item["version"] = Number(1 + seatsTaken[pool]);
            await table.Database.PutItemAsync(TestTable.Name, item);
        }
    }

    public static TableChange CounterEmpty(string eventId, int pool = 0, int before = 1) => Read($$$$$"""
        {"eventName":"MODIFY","dynamodb":{"ApproximateCreationDateTime":1763834400,
         "Keys":{"PK":{"S":"{{{{{ItemKey.Partition(eventId, pool).S}}}}}"},"SK":{"S":"{{{{{ItemKey.Pool(eventId, pool)[TableSchema.SortKey].S}}}}}"}},
         "NewImage":{"{{{{{TableSchema.SeatsLeft}}}}}":{"N":"0"}},
         "OldImage":{"{{{{{TableSchema.SeatsLeft}}}}}":{"N":"{{{{{before.ToString(CultureInfo.InvariantCulture)}}}}}"}}}}
        """);

    public static TableChange Cancelled(string eventId, string registrationId, string before = "confirmed") => Read($$$$$"""
        {"eventName":"MODIFY","dynamodb":{"ApproximateCreationDateTime":1763834400,
         "Keys":{"PK":{"S":"EVENT#{{{{{eventId}}}}}"},"SK":{"S":"REG#{{{{{registrationId}}}}}"}},
         "NewImage":{"id":{"S":"{{{{{registrationId}}}}}"},"eventId":{"S":"{{{{{eventId}}}}}"},"status":{"S":"cancelled"}},
         "OldImage":{"id":{"S":"{{{{{registrationId}}}}}"},"eventId":{"S":"{{{{{eventId}}}}}"},"status":{"S":"{{{{{before}}}}}"},"name":{"S":"Ada"},"email":{"S":"ada@example.com"}}}}
        """);

    public static TableChange NewPromotion(string eventId, string promotionId, int seatPool = 0, string eventName = "INSERT") => Read($$$$$"""
        {"eventName":"{{{{{eventName}}}}}","dynamodb":{"ApproximateCreationDateTime":1763834400,
         "Keys":{"PK":{"S":"EVENT#{{{{{eventId}}}}}"},"SK":{"S":"PROMO#{{{{{promotionId}}}}}"}},
         "NewImage":{"id":{"S":"{{{{{promotionId}}}}}"},"eventId":{"S":"{{{{{eventId}}}}}"},"status":{"S":"open"},"seatPool":{"N":"{{{{{seatPool.ToString(CultureInfo.InvariantCulture)}}}}}"},"attempt":{"N":"1"}}}}
        """);

    public static TableChange Failed(string eventId, string jobId, string error, int fence = 5) => Read($$$$$"""
        {"eventName":"MODIFY","dynamodb":{"ApproximateCreationDateTime":1763834400,
         "Keys":{"PK":{"S":"JOB#{{{{{jobId}}}}}"},"SK":{"S":"META"}},
         "NewImage":{"id":{"S":"{{{{{jobId}}}}}"},"eventId":{"S":"{{{{{eventId}}}}}"},"type":{"S":"badges"},"status":{"S":"FAILED"},"error":{"S":"{{{{{error}}}}}"},"fence":{"N":"{{{{{fence.ToString(CultureInfo.InvariantCulture)}}}}}"}},
         "OldImage":{"status":{"S":"RUNNING"}}}}
        """);

    public static string Json(Notice notice) => JsonSerializer.Serialize(notice, NoticeJson.Default.Notice);

    private static AttributeValue Number(int value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    private static TableChange Read(string json) => JsonSerializer.Deserialize(json, ChangesJson.Default.TableChange)!;
}
