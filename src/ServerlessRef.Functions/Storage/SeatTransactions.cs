using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Registrations;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Waitlist;

namespace ServerlessRef.Functions.Storage;

/// <summary>Takes seats and gives them back, each in one transaction: counter, registration, mail guard and ticket job change together or not at all.</summary>
public sealed class SeatTransactions(Transactions transactions, SeatCounters counters, string tableName)
{
    /// <summary>Attribute of every pool of an event that has, or had, a waitlist: seats given back are kept for it.</summary>
    internal const string Waitlisted = "waitlisted";

    // Places of the items in the transaction, and so of their cancellation reasons.
    private const int RegistrationPlace = 0;
    private const int PoolPlace = 1;
    private const int MailPlace = 2;

    // Readings of the pools before a request gives up and its client is asked to come again: each lost to somebody who took or gave back a seat.
    private const int Rounds = 8;

    /// <summary>Takes a seat for a new registration: of the pool its id names, or else of any pool that has one.</summary>
    /// <param name="scheduled">The registration's event.</param>
    /// <param name="ticketJob">Puts the registration's ticket job, on the condition that it does not exist.</param>
    /// <exception cref="DependencyBusyException">Seats came and went all the time; nobody is told that an event is full while it is not.</exception>
    public async Task<SeatOutcome> TakeAsync(
        Registration registration, ScheduledEvent scheduled, TransactWriteItem ticketJob, DateTimeOffset now, CancellationToken cancellation)
    {
        var outcome = await TryTakeAsync(registration with { SeatPool = DerivedId.PoolOf(registration.Id) }, ticketJob, now, cancellation);
        return outcome is not SeatOutcome.NoSeat || scheduled.Pools == 1 || scheduled.HasStarted(now)
            ? outcome
            : await SearchAsync(registration, scheduled, ticketJob, now, cancellation);
    }

    /// <summary>
    /// Gives a confirmed registration's seat back: to everybody, or where the event has a waitlist to a promotion, so that nobody comes before
    /// the first in the line. False when something it was built on has changed since it was read.
    /// </summary>
    /// <param name="registration">As read; confirmed.</param>
    /// <param name="endTicketJob">Ends the ticket job, on the condition that it is unfinished; null when it is finished.</param>
    public async Task<bool> TryGiveBackAsync(Registration registration, TransactWriteItem? endTicketJob, DateTimeOffset now, CancellationToken cancellation)
    {
        IEnumerable<TransactWriteItem> last = endTicketJob is null ? [] : [endTicketJob];
        var reasons = await transactions.TryCommitAsync([CancelRegistration(registration), GiveSeatBack(registration), DeleteMailGuard(registration), .. last], cancellation);
        if (reasons is null || !Transactions.Failed(reasons[PoolPlace]))
        {
            return reasons is null;
        }

        var promotion = Promotion.OfCancellation(registration.EventId, registration.Id, registration.SeatPool, registration.ExpiresAt, now);
        return await transactions.TryCommitAsync([CancelRegistration(registration), PromotionItem.Put(tableName, promotion), DeleteMailGuard(registration), .. last], cancellation) is null;
    }

    private async Task<SeatOutcome> SearchAsync(
        Registration registration, ScheduledEvent scheduled, TransactWriteItem ticketJob, DateTimeOffset now, CancellationToken cancellation)
    {
        IReadOnlyList<SeatPool> before = [];
        for (var round = 1; round <= Rounds; round++)
        {
            var pools = await counters.ReadAsync(scheduled, cancellation);
            if (SeatPools.Choose(pools, registration.Id, round) is not { } pool)
            {
                if (SeatPools.WereFullAtOnce(before, pools))
                {
                    return new SeatOutcome.NoSeat();
                }
            }
            else if (await TryTakeAsync(registration with { SeatPool = pool }, ticketJob, now, cancellation) is var outcome and not SeatOutcome.NoSeat)
            {
                return outcome;
            }

            before = pools;
        }

        throw new DependencyBusyException($"The pools of event {scheduled.Id} changed between each of {Rounds} readings.");
    }

    private async Task<SeatOutcome> TryTakeAsync(Registration registration, TransactWriteItem ticketJob, DateTimeOffset now, CancellationToken cancellation)
    {
        var reasons = await transactions.TryCommitAsync(
            [PutRegistration(registration), TakeSeat(registration, now), PutMailGuard(registration), ticketJob], cancellation);

        return reasons switch
        {
            null => new SeatOutcome.Taken(),
            _ when Transactions.Failed(reasons[RegistrationPlace]) => new SeatOutcome.Replayed(RegistrationItem.Read(reasons[RegistrationPlace].Item)),
            _ when Transactions.Failed(reasons[MailPlace]) => new SeatOutcome.MailTaken(),
            _ when Transactions.Failed(reasons[PoolPlace]) => new SeatOutcome.NoSeat(),
            _ => throw new InvalidOperationException($"Registration {registration.Id} was refused for a reason that cannot be: {Describe(reasons)}."),
        };
    }

    private TransactWriteItem PutRegistration(Registration registration) => new() { Put = Items.NewOrExisting(tableName, RegistrationItem.WriteNew(registration)) };

    private TransactWriteItem TakeSeat(Registration registration, DateTimeOffset now) => new() { Update = SeatWrites.Take(tableName, registration.EventId, registration.SeatPool, now) };

    private TransactWriteItem PutMailGuard(Registration registration) => new() { Put = Items.New(tableName, RegistrationItem.WriteMailGuard(registration)) };

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

    private TransactWriteItem GiveSeatBack(Registration registration)
    {
        var update = SeatWrites.GiveBack(tableName, registration.EventId, registration.SeatPool);
        update.ConditionExpression += $" AND attribute_not_exists({Waitlisted})";
        return new TransactWriteItem { Update = update };
    }

    private TransactWriteItem DeleteMailGuard(Registration registration) => new()
    {
        Delete = new Delete
        {
            TableName = tableName,
            Key = ItemKey.MailGuard(registration.MailHash!),
            // Time to live deletes items one by one: the guard may be gone while the registration still waits for its turn.
            ConditionExpression = $"attribute_not_exists({TableSchema.PartitionKey}) OR registrationId = :registration",
            ExpressionAttributeValues = new() { [":registration"] = new AttributeValue(registration.Id) },
        },
    };

    private static string Describe(IEnumerable<CancellationReason> reasons) => string.Join(", ", reasons.Select(reason => reason.Code));
}
