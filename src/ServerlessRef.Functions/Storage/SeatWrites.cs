using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;

namespace ServerlessRef.Functions.Storage;

/// <summary>The two changes of a pool's seats there are. Whoever takes one or gives one back does it by these, in a transaction of his own.</summary>
internal static class SeatWrites
{
    /// <summary>One seat fewer is left, on condition that one is, and that the event has not started.</summary>
    public static Update Take(string tableName, string eventId, int pool, DateTimeOffset now)
    {
        var update = Change(tableName, eventId, pool, taken: '+', left: '-', "seatsTaken < seats AND startsAt > :now");
        update.ExpressionAttributeValues[":now"] = new AttributeValue(StartTime.Format(now));
        return update;
    }

    /// <summary>One seat more is left, for everybody.</summary>
    public static Update GiveBack(string tableName, string eventId, int pool) => Change(tableName, eventId, pool, taken: '-', left: '+', "seatsTaken >= :one");

    private static Update Change(string tableName, string eventId, int pool, char taken, char left, string condition) => new()
    {
        TableName = tableName,
        Key = ItemKey.Pool(eventId, pool),
        UpdateExpression = $"SET seatsTaken = seatsTaken {taken} :one, {TableSchema.SeatsLeft} = {TableSchema.SeatsLeft} {left} :one, #version = #version + :one",
        ConditionExpression = condition,
        ExpressionAttributeNames = new() { ["#version"] = "version" },
        ExpressionAttributeValues = new() { [":one"] = 1.ToNumber() },
    };
}
