using System.Globalization;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Identity;

namespace ServerlessRef.Functions.Storage;

/// <summary>Keys of the table's items (all but jobs).</summary>
public static class ItemKey
{
    /// <summary>Sort key of an event itself.</summary>
    public const string Meta = "META";

    /// <summary>What the sort keys of registrations begin with.</summary>
    public const string RegistrationPrefix = "REG#";

    private const string EventPrefix = "EVENT#";
    private const string MailPrefix = "MAIL#";
    private const string PoolCounter = "POOL";
    private const string Guard = "MAIL";
    private const string CoverPrefix = "COVER#";
    private const string WaitGuardKey = "WAIT";
    private const string WaitPrefix = "WAIT#";
    private const string LinePrefix = "WAITING#";
    private const string PlacePrefix = "POS#";

    public static Dictionary<string, AttributeValue> Event(string eventId) => Make(Partition(eventId, 0), Meta);

    /// <summary>Counter of a pool. That of pool 0 is the event itself: an event of one pool is one item.</summary>
    public static Dictionary<string, AttributeValue> Pool(string eventId, int pool) =>
        pool == 0 ? Event(eventId) : Make(Partition(eventId, pool), PoolCounter);

    public static Dictionary<string, AttributeValue> Registration(string eventId, string registrationId) =>
        Make(Partition(eventId, DerivedId.PoolOf(registrationId)), RegistrationPrefix + registrationId);

    /// <summary>Each has a partition of its own: nobody lists them, and the hash is the event's already.</summary>
    public static Dictionary<string, AttributeValue> MailGuard(string mailHash) => Make(new AttributeValue(MailPrefix + mailHash), Guard);

    public static Dictionary<string, AttributeValue> CoverUpload(string eventId, string uploadId) => Make(Partition(eventId, 0), CoverPrefix + uploadId);

    /// <summary>Beside the guard of registrations: one address may have a place in the line, or a seat, or by a race both.</summary>
    public static Dictionary<string, AttributeValue> WaitGuard(string mailHash) => Make(new AttributeValue(MailPrefix + mailHash), WaitGuardKey);

    public static Dictionary<string, AttributeValue> WaitlistEntry(string eventId, string entryId) => Make(Partition(eventId, 0), WaitPrefix + entryId);

    public static Dictionary<string, AttributeValue> Promotion(string eventId, string promotionId) => Make(Partition(eventId, 0), TableSchema.PromotionPrefix + promotionId);

    /// <summary>A place in an event's line; there only while its entry waits, so that the first one is the next.</summary>
    public static Dictionary<string, AttributeValue> Place(string eventId, int position) =>
        Make(Line(eventId), string.Create(CultureInfo.InvariantCulture, $"{PlacePrefix}{position:D10}"));

    /// <summary>The place a sort key of the line names.</summary>
    public static int PositionOf(string sortKey) => int.Parse(sortKey.AsSpan(PlacePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Partition that holds an event's line.</summary>
    public static AttributeValue Line(string eventId) => new(LinePrefix + eventId);

    /// <summary>A notice among its event's; by instant, so that the newest are a query of the last rows.</summary>
    public static Dictionary<string, AttributeValue> News(string eventId, string occurredAt, string noticeId) => Make(News(eventId), $"{occurredAt}#{noticeId}");

    /// <summary>Partition that holds an event's notices.</summary>
    public static AttributeValue News(string eventId) => new(TableSchema.NewsPrefix + eventId);

    /// <summary>Partition that holds a pool's counter and the registrations whose ids name the pool.</summary>
    public static AttributeValue Partition(string eventId, int pool) =>
        new(pool == 0 ? EventPrefix + eventId : string.Create(CultureInfo.InvariantCulture, $"{EventPrefix}{eventId}#{pool}"));

    /// <summary>The event a partition of events belongs to, whichever pool's it is; ids hold no <c>#</c>.</summary>
    /// <exception cref="InvalidDataException">It is none of an event's.</exception>
    public static string EventIdOf(string partition) => partition.StartsWith(EventPrefix, StringComparison.Ordinal)
        ? partition[EventPrefix.Length..].Split('#')[0]
        : throw new InvalidDataException($"'{partition}' is no partition of an event; those begin with {EventPrefix}.");

    private static Dictionary<string, AttributeValue> Make(AttributeValue partition, string sortKey) => new()
    {
        [TableSchema.PartitionKey] = partition,
        [TableSchema.SortKey] = new AttributeValue(sortKey),
    };
}
