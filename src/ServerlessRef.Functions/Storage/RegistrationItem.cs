using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Registrations;

namespace ServerlessRef.Functions.Storage;

/// <summary>A registration as an item of the table.</summary>
public static class RegistrationItem
{
    public static Registration Read(IReadOnlyDictionary<string, AttributeValue> item) =>
        new(item.Text("id"), item.Text("eventId"), item.Text("status"), item.Text("tokenHash"), item.Text("ticketJobId"))
        {
            Name = item.OptionalText("name"),
            Email = item.OptionalText("email"),
            MailHash = item.OptionalText("mailHash"),
            PayloadHash = item.OptionalText("payloadHash"),
            ExpiresAt = item.OptionalTime(TableSchema.TimeToLive),
            SeatPool = item.Number("seatPool"),
            Ticket = item.OptionalText("ticketCode") is { } code ? new Ticket(code, item.Text("ticketIssuedAt")) : null,
        };

    /// <summary>A registration that was just made; its ticket comes later, from the job.</summary>
    public static Dictionary<string, AttributeValue> WriteNew(Registration registration) => new(ItemKey.Registration(registration.EventId, registration.Id))
    {
        ["id"] = new AttributeValue(registration.Id),
        ["eventId"] = new AttributeValue(registration.EventId),
        ["name"] = new AttributeValue(registration.Name),
        ["email"] = new AttributeValue(registration.Email),
        ["status"] = new AttributeValue(registration.Status),
        ["payloadHash"] = new AttributeValue(registration.PayloadHash),
        ["mailHash"] = new AttributeValue(registration.MailHash),
        ["tokenHash"] = new AttributeValue(registration.TokenHash),
        ["ticketJobId"] = new AttributeValue(registration.TicketJobId),
        ["seatPool"] = registration.SeatPool.ToNumber(),
        [TableSchema.TimeToLive] = Expiry(registration),
    };

    /// <summary>The key of a mail address is derived from it, so that the guard goes when the registration does.</summary>
    public static Dictionary<string, AttributeValue> WriteMailGuard(Registration registration) => new(ItemKey.MailGuard(registration.MailHash!))
    {
        ["eventId"] = new AttributeValue(registration.EventId),
        ["registrationId"] = new AttributeValue(registration.Id),
        [TableSchema.TimeToLive] = Expiry(registration),
    };

    private static AttributeValue Expiry(Registration registration) => registration.ExpiresAt!.Value.ToSeconds();
}
