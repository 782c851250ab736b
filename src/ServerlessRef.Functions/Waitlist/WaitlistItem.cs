using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Functions.Waitlist;

/// <summary>A waitlist entry, its mail guard and its place in the line as items of the table.</summary>
public static class WaitlistItem
{
    internal const string EntryId = "entryId";

    public static WaitlistEntry Read(IReadOnlyDictionary<string, AttributeValue> item) => new(
        item.Text("id"),
        item.Text("eventId"),
        item.Text("status"),
        item.Text("tokenHash"),
        item.Text("jobId"),
        item.OptionalTime("acceptedAt") ?? throw new InvalidDataException("The waitlist entry has no 'acceptedAt'; it was not written by this release."))
    {
        Name = item.OptionalText("name"),
        Email = item.OptionalText("email"),
        MailHash = item.OptionalText("mailHash"),
        PayloadHash = item.OptionalText("payloadHash"),
        ExpiresAt = item.OptionalTime(TableSchema.TimeToLive),
        Position = item.OptionalNumber("position"),
        PromotionId = item.OptionalText("promotionId"),
        SeatPool = item.OptionalNumber("seatPool"),
        OfferedUntil = item.OptionalTime("offeredUntil"),
        TaskToken = item.OptionalText("taskToken"),
        RegistrationId = item.OptionalText("registrationId"),
    };

    /// <summary>An entry that was just accepted; its place comes later, from the job.</summary>
    public static Dictionary<string, AttributeValue> WriteNew(WaitlistEntry entry) => new(ItemKey.WaitlistEntry(entry.EventId, entry.Id))
    {
        ["id"] = new AttributeValue(entry.Id),
        ["eventId"] = new AttributeValue(entry.EventId),
        ["status"] = new AttributeValue(entry.Status),
        ["tokenHash"] = new AttributeValue(entry.TokenHash),
        ["jobId"] = new AttributeValue(entry.JobId),
        ["acceptedAt"] = entry.AcceptedAt.ToSeconds(),
        ["name"] = new AttributeValue(entry.Name),
        ["email"] = new AttributeValue(entry.Email),
        ["mailHash"] = new AttributeValue(entry.MailHash),
        ["payloadHash"] = new AttributeValue(entry.PayloadHash),
        [TableSchema.TimeToLive] = entry.ExpiresAt!.Value.ToSeconds(),
    };

    public static Dictionary<string, AttributeValue> WriteGuard(WaitlistEntry entry) => new(ItemKey.WaitGuard(entry.MailHash!))
    {
        ["eventId"] = new AttributeValue(entry.EventId),
        [EntryId] = new AttributeValue(entry.Id),
        [TableSchema.TimeToLive] = entry.ExpiresAt!.Value.ToSeconds(),
    };

    public static Dictionary<string, AttributeValue> WritePlace(WaitlistEntry entry, int position)
    {
        var item = new Dictionary<string, AttributeValue>(ItemKey.Place(entry.EventId, position)) { [EntryId] = new AttributeValue(entry.Id) };
        item.AddUnlessNull(TableSchema.TimeToLive, entry.ExpiresAt?.ToSeconds());
        return item;
    }
}
