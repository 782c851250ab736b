using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Registrations;

namespace ServerlessRef.Functions.Storage;

/// <summary>Takes seats and gives them back, each in one transaction: counter, registration, mail guard and ticket job change together or not at all.</summary>
public sealed class SeatTransactions(Transactions transactions, string tableName)
{
    // Places of the items in the transaction, and so of their cancellation reasons.
    private const int RegistrationPlace = 0;
    private const int EventPlace = 1;
    private const int MailPlace = 2;

    /// <summary>Takes a seat for a new registration.</summary>
    /// <param name="ticketJob">Puts the registration's ticket job, on the condition that it does not exist.</param>
    public async Task<SeatOutcome> TakeAsync(Registration registration, TransactWriteItem ticketJob, DateTimeOffset now, CancellationToken cancellation)
    {
        var reasons = await transactions.TryCommitAsync(
            [PutRegistration(registration), TakeSeat(registration.EventId, now), PutMailGuard(registration), ticketJob], cancellation);

        return reasons switch
        {
            null => new SeatOutcome.Taken(),
            _ when Failed(reasons[RegistrationPlace]) => new SeatOutcome.Replayed(RegistrationItem.Read(reasons[RegistrationPlace].Item)),
            _ when Failed(reasons[MailPlace]) => new SeatOutcome.MailTaken(),
            _ when Failed(reasons[EventPlace]) => new SeatOutcome.NoSeat(reasons[EventPlace].Item is { Count: > 0 } item ? EventItem.Read(item) : null),
            _ => throw new InvalidOperationException($"Registration {registration.Id} was refused for a reason that cannot be: {Describe(reasons)}."),
        };
    }

    /// <summary>Gives a confirmed registration's seat back. False when something it was built on has changed since it was read.</summary>
    /// <param name="registration">As read; confirmed.</param>
    /// <param name="endTicketJob">Ends the ticket job, on the condition that it is unfinished; null when it is finished.</param>
    public async Task<bool> TryGiveBackAsync(Registration registration, TransactWriteItem? endTicketJob, CancellationToken cancellation)
    {
        List<TransactWriteItem> items = [CancelRegistration(registration), GiveSeatBack(registration.EventId), DeleteMailGuard(registration)];
        if (endTicketJob is not null)
        {
            items.Add(endTicketJob);
        }

        return await transactions.TryCommitAsync(items, cancellation) is null;
    }

    private TransactWriteItem PutRegistration(Registration registration) => new()
    {
        Put = new Put
        {
            TableName = tableName,
            Item = RegistrationItem.WriteNew(registration),
            ConditionExpression = $"attribute_not_exists({TableSchema.PartitionKey})",
            // A replay finds its first answer in the reason and costs no read.
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        },
    };

    private TransactWriteItem TakeSeat(string eventId, DateTimeOffset now) => new()
    {
        Update = new Update
        {
            TableName = tableName,
            Key = ItemKey.Event(eventId),
            UpdateExpression = $"SET seatsTaken = seatsTaken + :one, {TableSchema.SeatsLeft} = {TableSchema.SeatsLeft} - :one, #version = #version + :one",
            ConditionExpression = $"attribute_exists({TableSchema.PartitionKey}) AND seatsTaken < #capacity AND startsAt > :now",
            ExpressionAttributeNames = new() { ["#version"] = "version", ["#capacity"] = "capacity" },
            ExpressionAttributeValues = new() { [":one"] = 1.ToNumber(), [":now"] = new AttributeValue(StartTime.Format(now)) },
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        },
    };

    private TransactWriteItem PutMailGuard(Registration registration) => new()
    {
        Put = new Put
        {
            TableName = tableName,
            Item = RegistrationItem.WriteMailGuard(registration),
            ConditionExpression = $"attribute_not_exists({TableSchema.PartitionKey})",
        },
    };

    private TransactWriteItem CancelRegistration(Registration registration) => new()
    {
        Update = new Update
        {
            TableName = tableName,
            Key = ItemKey.Registration(registration.EventId, registration.Id),
            UpdateExpression = "SET #status = :cancelled REMOVE #name, email, payloadHash, mailHash",
            ConditionExpression = "#status = :confirmed",
            ExpressionAttributeNames = new() { ["#status"] = "status", ["#name"] = "name" },
            ExpressionAttributeValues = new()
            {
                [":cancelled"] = new AttributeValue(RegistrationStatus.Cancelled),
                [":confirmed"] = new AttributeValue(RegistrationStatus.Confirmed),
            },
        },
    };

    private TransactWriteItem GiveSeatBack(string eventId) => new()
    {
        Update = new Update
        {
            TableName = tableName,
            Key = ItemKey.Event(eventId),
            UpdateExpression = $"SET seatsTaken = seatsTaken - :one, {TableSchema.SeatsLeft} = {TableSchema.SeatsLeft} + :one, #version = #version + :one",
            ConditionExpression = "seatsTaken >= :one",
            ExpressionAttributeNames = new() { ["#version"] = "version" },
            ExpressionAttributeValues = new() { [":one"] = 1.ToNumber() },
        },
    };

    private TransactWriteItem DeleteMailGuard(Registration registration) => new()
    {
        Delete = new Delete
        {
            TableName = tableName,
            Key = ItemKey.MailGuard(registration.EventId, registration.MailHash!),
            // Time to live deletes items one by one: the guard may be gone while the registration still waits for its turn.
            ConditionExpression = $"attribute_not_exists({TableSchema.PartitionKey}) OR registrationId = :registration",
            ExpressionAttributeValues = new() { [":registration"] = new AttributeValue(registration.Id) },
        },
    };

    private static bool Failed(CancellationReason reason) => reason.Code == Transactions.ConditionFailed;

    private static string Describe(IEnumerable<CancellationReason> reasons) => string.Join(", ", reasons.Select(reason => reason.Code));
}
