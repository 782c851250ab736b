using System.Globalization;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Functions.Waitlist;

/// <summary>A promotion as an item of the table. That it is put is the news the workflow starts by.</summary>
public static class PromotionItem
{
    /// <summary>Where the index has the promotions somebody has to look at.</summary>
    internal static readonly AttributeValue Kept = new("KEPT");

    public static Promotion Read(IReadOnlyDictionary<string, AttributeValue> item) =>
        new(item.Text("id"), item.Text("eventId"), item.Number("seatPool"), item.Text("status"), item.Number("attempt"))
        {
            Execution = item.OptionalText("execution"),
            EntryId = item.OptionalText("entryId"),
            RegistrationId = item.OptionalText("registrationId"),
            CancelledId = item.OptionalText("cancelledId"),
            LookAt = item.OptionalText(TableSchema.JobsSortKey) is { } place ? TimeOf(place) : null,
            ExpiresAt = item.OptionalTime(TableSchema.TimeToLive),
        };

    public static Dictionary<string, AttributeValue> WriteNew(Promotion promotion)
    {
        var item = new Dictionary<string, AttributeValue>(ItemKey.Promotion(promotion.EventId, promotion.Id))
        {
            ["id"] = new AttributeValue(promotion.Id),
            ["eventId"] = new AttributeValue(promotion.EventId),
            ["seatPool"] = promotion.SeatPool.ToNumber(),
            ["status"] = new AttributeValue(promotion.Status),
            ["attempt"] = promotion.Attempt.ToNumber(),
        };
        if (promotion.LookAt is { } lookAt)
        {
            item[TableSchema.JobsPartitionKey] = Kept;
            item[TableSchema.JobsSortKey] = Place(promotion, lookAt);
        }

        item.AddUnlessNull("entryId", promotion.EntryId is { } entry ? new AttributeValue(entry) : null);
        item.AddUnlessNull("cancelledId", promotion.CancelledId is { } cancelled ? new AttributeValue(cancelled) : null);
        item.AddUnlessNull(TableSchema.TimeToLive, promotion.ExpiresAt?.ToSeconds());
        return item;
    }

    /// <summary>Place in the index: by time, then by id.</summary>
    internal static AttributeValue Place(Promotion promotion, DateTimeOffset lookAt) => JobItem.SortKey(lookAt, promotion.Id);

    /// <summary>Keeps a seat that counts as taken; the caller's transaction is what made it nobody's.</summary>
    internal static TransactWriteItem Put(string tableName, Promotion promotion) => new() { Put = Items.New(tableName, WriteNew(promotion)) };

    private static DateTimeOffset TimeOf(string place) => DateTimeOffset.Parse(place[..place.IndexOf('#', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
}
