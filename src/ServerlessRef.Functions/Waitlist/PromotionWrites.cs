using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Functions.Waitlist;

/// <summary>Every change of a promotion, each for the execution that has it, and what becomes of its seat.</summary>
public sealed class PromotionWrites(string tableName)
{
    private const string IsOurs = "#status = :open AND execution = :execution";
    private const string LookNoMore = TableSchema.JobsPartitionKey + ", " + TableSchema.JobsSortKey;

    /// <summary>Takes a promotion nobody has taken.</summary>
    public Update Take(Promotion promotion, string execution) =>
        Change(promotion, execution, "SET execution = :execution", "#status = :open AND attribute_not_exists(execution)");

    /// <summary>Offers the seat to an entry, while it is offered to nobody.</summary>
    public TransactWriteItem Offer(Promotion promotion, string execution, string entryId)
    {
        var update = Change(promotion, execution, "SET entryId = :entry", IsOurs + " AND attribute_not_exists(entryId)");
        update.ExpressionAttributeValues[":entry"] = new AttributeValue(entryId);
        return new TransactWriteItem { Update = update };
    }

    /// <summary>The entry does not get the seat: it may be offered to the next.</summary>
    public TransactWriteItem Withdraw(Promotion promotion, string execution)
    {
        var update = Change(promotion, execution, "REMOVE entryId", IsOurs + " AND entryId = :entry");
        update.ExpressionAttributeValues[":entry"] = new AttributeValue(promotion.EntryId);
        return new TransactWriteItem { Update = update };
    }

    /// <summary>The seat is the registration's.</summary>
    public TransactWriteItem Confirm(Promotion promotion, string execution, string registrationId)
    {
        var update = Change(promotion, execution, "SET #status = :confirmed, registrationId = :registration REMOVE " + LookNoMore, IsOurs + " AND entryId = :entry");
        update.ExpressionAttributeValues[":entry"] = new AttributeValue(promotion.EntryId);
        update.ExpressionAttributeValues[":confirmed"] = new AttributeValue(PromotionStatus.Confirmed);
        update.ExpressionAttributeValues[":registration"] = new AttributeValue(registrationId);
        return new TransactWriteItem { Update = update };
    }

    /// <summary>Somebody looks after it now, and comes again at <paramref name="next"/>: of those who have read it one.</summary>
    public Update LookAgain(Promotion promotion, DateTimeOffset next) => new()
    {
        TableName = tableName,
        Key = ItemKey.Promotion(promotion.EventId, promotion.Id),
        UpdateExpression = $"SET {TableSchema.JobsSortKey} = :next",
        ConditionExpression = $"#status = :open AND {TableSchema.JobsSortKey} = :seen",
        ExpressionAttributeNames = new() { ["#status"] = "status" },
        ExpressionAttributeValues = new()
        {
            [":open"] = new AttributeValue(PromotionStatus.Open),
            [":next"] = PromotionItem.Place(promotion, next),
            [":seen"] = PromotionItem.Place(promotion, promotion.LookAt!.Value),
        },
    };

    /// <summary>Takes it from an execution that has ended: the next one that asks has it.</summary>
    public Update Leave(Promotion promotion, string execution) => Change(promotion, execution, "REMOVE execution", IsOurs);

    /// <summary>Ends a promotion as it was read; its seat goes where the rest of the transaction says.</summary>
    public TransactWriteItem Release(Promotion promotion)
    {
        // Whoever else has taken it, or offered its seat to another since it was read, decides about it.
        var execution = promotion.Execution is { } taken ? "execution = :execution" : "attribute_not_exists(execution)";
        var entry = promotion.EntryId is { } ? "entryId = :entry" : "attribute_not_exists(entryId)";
        var update = new Update
        {
            TableName = tableName,
            Key = ItemKey.Promotion(promotion.EventId, promotion.Id),
            UpdateExpression = "SET #status = :released REMOVE entryId, " + LookNoMore,
            ConditionExpression = $"#status = :open AND {execution} AND {entry}",
            ExpressionAttributeNames = new() { ["#status"] = "status" },
            ExpressionAttributeValues = new()
            {
                [":open"] = new AttributeValue(PromotionStatus.Open),
                [":released"] = new AttributeValue(PromotionStatus.Released),
            },
        };
        update.ExpressionAttributeValues.AddUnlessNull(":execution", promotion.Execution is { } by ? new AttributeValue(by) : null);
        update.ExpressionAttributeValues.AddUnlessNull(":entry", promotion.EntryId is { } to ? new AttributeValue(to) : null);
        return new TransactWriteItem { Update = update };
    }

    /// <summary>The seat is everybody's again, whoever waits.</summary>
    public TransactWriteItem FreeSeat(Promotion promotion) => new() { Update = Free(promotion) };

    /// <summary>
    /// The seat is everybody's again, provided that nobody has come into the line since it was read: whoever comes later sees the seat left
    /// and keeps it, whoever came before must be asked first.
    /// </summary>
    public IReadOnlyList<TransactWriteItem> FreeSeatUnlessLineGrew(Promotion promotion, LineState line)
    {
        var condition = line.Last is null ? $"attribute_not_exists({LineState.LastAttribute})" : $"{LineState.LastAttribute} = :last";
        var free = Free(promotion);
        if (promotion.SeatPool == 0)
        {
            // The event's own row counts this pool, and a transaction names a row once.
            free.ConditionExpression += " AND " + condition;
            free.ExpressionAttributeValues.AddUnlessNull(":last", line.Last?.ToNumber());
            return [new TransactWriteItem { Update = free }];
        }

        var check = new ConditionCheck
        {
            TableName = tableName,
            Key = ItemKey.Event(promotion.EventId),
            ConditionExpression = condition,
        };
        if (line.Last is { } last)
        {
            check.ExpressionAttributeValues = new() { [":last"] = last.ToNumber() };
        }

        return [new TransactWriteItem { Update = free }, new TransactWriteItem { ConditionCheck = check }];
    }

    private Update Free(Promotion promotion) => SeatWrites.GiveBack(tableName, promotion.EventId, promotion.SeatPool);

    private Update Change(Promotion promotion, string execution, string change, string condition) => new()
    {
        TableName = tableName,
        Key = ItemKey.Promotion(promotion.EventId, promotion.Id),
        UpdateExpression = change,
        ConditionExpression = condition,
        ExpressionAttributeNames = new() { ["#status"] = "status" },
        ExpressionAttributeValues = new() { [":open"] = new AttributeValue(PromotionStatus.Open), [":execution"] = new AttributeValue(execution) },
    };
}
