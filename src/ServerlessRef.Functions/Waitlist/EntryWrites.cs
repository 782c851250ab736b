using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Functions.Waitlist;

/// <summary>Every change of an entry, each on the condition that makes it safe, as a part of a caller's transaction.</summary>
public sealed class EntryWrites(string tableName)
{
    // The hash of what was sent is made of the same name and address.
    private const string Forget = "#name, email, mailHash, payloadHash";

    /// <summary>Accepts an entry that does not exist yet.</summary>
    public TransactWriteItem Put(WaitlistEntry entry) => new() { Put = Items.NewOrExisting(tableName, WaitlistItem.WriteNew(entry)) };

    public TransactWriteItem PutGuard(WaitlistEntry entry) => new() { Put = Items.New(tableName, WaitlistItem.WriteGuard(entry)) };

    /// <summary>The address may wait again. Time to live deletes items one by one: the guard may be gone already.</summary>
    public TransactWriteItem DeleteGuard(WaitlistEntry entry) => new()
    {
        Delete = new Delete
        {
            TableName = tableName,
            Key = ItemKey.WaitGuard(entry.MailHash!),
            ConditionExpression = $"attribute_not_exists({TableSchema.PartitionKey}) OR {WaitlistItem.EntryId} = :entry",
            ExpressionAttributeValues = new() { [":entry"] = new AttributeValue(entry.Id) },
        },
    };

    public TransactWriteItem PutPlace(WaitlistEntry entry, int position) => new() { Put = Items.New(tableName, WaitlistItem.WritePlace(entry, position)) };

    public TransactWriteItem DeletePlace(string eventId, int position, string entryId) => new()
    {
        Delete = new Delete
        {
            TableName = tableName,
            Key = ItemKey.Place(eventId, position),
            ConditionExpression = $"{WaitlistItem.EntryId} = :entry",
            ExpressionAttributeValues = new() { [":entry"] = new AttributeValue(entryId) },
        },
    };

    /// <summary>Queued to waiting, at this place.</summary>
    public TransactWriteItem BeginWaiting(WaitlistEntry entry, int position) => Move(
        entry.EventId, entry.Id, WaitlistStatus.Queued, WaitlistStatus.Waiting, ", #position = :position", remove: null, new() { [":position"] = position.ToNumber() }, "#position", "position");

    /// <summary>Waiting to offered.</summary>
    public TransactWriteItem Offer(Promotion promotion, string entryId, DateTimeOffset until) => Move(
        promotion.EventId,
        entryId,
        WaitlistStatus.Waiting,
        WaitlistStatus.Offered,
        ", promotionId = :promotion, seatPool = :pool, offeredUntil = :until",
        "taskToken",
        new() { [":promotion"] = new AttributeValue(promotion.Id), [":pool"] = promotion.SeatPool.ToNumber(), [":until"] = until.ToSeconds() });

    /// <summary>Offered to accepted, while the offer stands.</summary>
    public Update Accept(WaitlistEntry entry, DateTimeOffset now)
    {
        var update = Move(entry.EventId, entry.Id, WaitlistStatus.Offered, WaitlistStatus.Accepted, set: "", remove: null, new() { [":now"] = now.ToSeconds() }).Update;
        update.ConditionExpression += " AND offeredUntil > :now";
        return update;
    }

    /// <summary>Ends an entry as it was read: its name and mail address go. The id of a registration it may have become stays.</summary>
    public TransactWriteItem End(WaitlistEntry entry, string status) => Move(entry.EventId, entry.Id, entry.Status, status, set: "", Forget, [], "#name", "name");

    /// <summary>Accepted to promoted: who it is stands in the registration from now on, and goes with that.</summary>
    public TransactWriteItem Promote(WaitlistEntry entry, string registrationId) => Move(
        entry.EventId,
        entry.Id,
        WaitlistStatus.Accepted,
        WaitlistStatus.Promoted,
        ", registrationId = :registration",
        Forget + ", taskToken",
        new() { [":registration"] = new AttributeValue(registrationId) },
        "#name",
        "name");

    /// <summary>Back to where it was before an offer that could not be carried out.</summary>
    public TransactWriteItem WaitAgain(WaitlistEntry entry) => Move(
        entry.EventId, entry.Id, entry.Status, WaitlistStatus.Waiting, set: "", "promotionId, seatPool, offeredUntil, taskToken", []);

    /// <summary>An accepted offer goes on as another promotion of the same seat, whose execution leaves a token of its own.</summary>
    public TransactWriteItem HandOver(WaitlistEntry entry, string promotionId) => Move(
        entry.EventId,
        entry.Id,
        WaitlistStatus.Accepted,
        WaitlistStatus.Accepted,
        ", promotionId = :promotion",
        "taskToken",
        new() { [":promotion"] = new AttributeValue(promotionId) });

    /// <summary>What the waiting workflow is to be told the answer with.</summary>
    public Update StoreToken(string eventId, string entryId, string promotionId, string taskToken) => new()
    {
        TableName = tableName,
        Key = ItemKey.WaitlistEntry(eventId, entryId),
        UpdateExpression = "SET taskToken = :token",
        ConditionExpression = "promotionId = :promotion AND #status IN (:offered, :accepted, :declined)",
        ExpressionAttributeNames = new() { ["#status"] = "status" },
        ExpressionAttributeValues = new()
        {
            [":token"] = new AttributeValue(taskToken),
            [":promotion"] = new AttributeValue(promotionId),
            [":offered"] = new AttributeValue(WaitlistStatus.Offered),
            [":accepted"] = new AttributeValue(WaitlistStatus.Accepted),
            [":declined"] = new AttributeValue(WaitlistStatus.Declined),
        },
    };

    private TransactWriteItem Move(
        string eventId, string entryId, string from, string to, string set, string? remove, Dictionary<string, AttributeValue> values, string? alias = null, string? name = null)
    {
        var update = new Update
        {
            TableName = tableName,
            Key = ItemKey.WaitlistEntry(eventId, entryId),
            UpdateExpression = $"SET #status = :to{set}{(remove is null ? "" : " REMOVE " + remove)}",
            ConditionExpression = "#status = :from",
            ExpressionAttributeNames = new() { ["#status"] = "status" },
            ExpressionAttributeValues = new(values) { [":to"] = new AttributeValue(to), [":from"] = new AttributeValue(from) },
        };
        if (alias is not null)
        {
            update.ExpressionAttributeNames[alias] = name!;
        }

        return new TransactWriteItem { Update = update };
    }
}
