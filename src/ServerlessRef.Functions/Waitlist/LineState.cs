using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Events;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Functions.Waitlist;

/// <summary>An event and how far its line has come, as of one reading.</summary>
/// <param name="Last">The place given last; unset while nobody ever waited.</param>
public sealed record LineState(ScheduledEvent Event, int? Last)
{
    internal const string LastAttribute = "waitlistLast";

    public static LineState Read(IReadOnlyDictionary<string, AttributeValue> item) => new(EventItem.Read(item), item.OptionalNumber(LastAttribute));
}
