using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Functions.Storage;

/// <summary>Keys of the table's items (all but jobs, which have a partition of their own each).</summary>
public static class ItemKey
{
    /// <summary>Sort key of an event itself.</summary>
    public const string Meta = "META";

    /// <summary>What the sort keys of an event's registrations begin with.</summary>
    public const string RegistrationPrefix = "REG#";

    private const string EventPrefix = "EVENT#";
    private const string MailPrefix = "MAIL#";
    private const string CoverPrefix = "COVER#";

    public static Dictionary<string, AttributeValue> Event(string eventId) => Make(eventId, Meta);

    public static Dictionary<string, AttributeValue> Registration(string eventId, string registrationId) => Make(eventId, RegistrationPrefix + registrationId);

    public static Dictionary<string, AttributeValue> MailGuard(string eventId, string mailHash) => Make(eventId, MailPrefix + mailHash);

    public static Dictionary<string, AttributeValue> CoverUpload(string eventId, string uploadId) => Make(eventId, CoverPrefix + uploadId);

    /// <summary>Partition that holds an event and all that belongs to it.</summary>
    public static AttributeValue EventPartition(string eventId) => new(EventPrefix + eventId);

    private static Dictionary<string, AttributeValue> Make(string eventId, string sortKey) => new()
    {
        [TableSchema.PartitionKey] = EventPartition(eventId),
        [TableSchema.SortKey] = new AttributeValue(sortKey),
    };
}
