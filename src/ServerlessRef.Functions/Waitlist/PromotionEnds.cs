using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Domain.Registrations;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Functions.Waitlist;

/// <summary>Ends promotions: with a registration, or by giving the seat back.</summary>
internal sealed class PromotionEnds(Transactions transactions, WaitlistStore store, JobWrites jobs, string tableName, TimeProvider time)
{
    // Each is lost to something that changed since it was read; a promotion and its entry change a handful of times.
    private const int Rounds = 8;

    // Place of the registration's mail guard in the transaction, and so of its cancellation reason.
    private const int MailPlace = 0;

    private readonly EntryWrites _entries = new(tableName);
    private readonly PromotionWrites _promotions = new(tableName);

    public async Task<ConfirmOutcome> ConfirmAsync(string eventId, string promotionId, string execution, string entryId, CancellationToken cancellation)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var promotion = await store.FindPromotionAsync(eventId, promotionId, cancellation);
            if (promotion is null || promotion.Execution != execution || promotion.Status == PromotionStatus.Released)
            {
                return new ConfirmOutcome.Gone();
            }

            if (promotion.RegistrationId is { } made)
            {
                return new ConfirmOutcome.Confirmed(made, DerivedId.ForTicketJob(made));
            }

            var entry = promotion.EntryId == entryId ? await store.FindAsync(eventId, entryId, cancellation) : null;
            if (entry is not { Status: WaitlistStatus.Accepted })
            {
                return new ConfirmOutcome.Refused();
            }

            var scheduled = (await store.ReadLineAsync(eventId, cancellation)).Event;
            if (scheduled.HasStarted(time.GetUtcNow()) || await TryRegisterAsync(promotion, entry, scheduled, execution, cancellation) is RegisterEnd.MailTaken)
            {
                await transactions.TryCommitAsync([_entries.End(entry, WaitlistStatus.Closed), _entries.DeleteGuard(entry), _promotions.Withdraw(promotion, execution)], cancellation);
            }
        }

        throw new DependencyBusyException($"Promotion {promotionId} changed in each of {Rounds} attempts to confirm it.");
    }

    public async Task<GiveBackOutcome> GiveBackAsync(string eventId, string promotionId, string execution, CancellationToken cancellation)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var promotion = await store.FindPromotionAsync(eventId, promotionId, cancellation);
            if (promotion is not { IsOpen: true } || (promotion.Execution is { } taken && taken != execution))
            {
                return GiveBackOutcome.Gone;
            }

            var line = await store.ReadLineAsync(eventId, cancellation);
            var now = time.GetUtcNow();
            var again = promotion.Attempt < Promotion.MostAttempts && !line.Event.HasStarted(now) ? promotion.Again(now) : null;
            var entry = promotion.EntryId is { } entryId ? await store.FindAsync(eventId, entryId, cancellation) : null;

            // Who said yes is asked nothing again: the next execution finds his answer and makes the registration.
            List<TransactWriteItem> items = again is not null && entry is { Status: WaitlistStatus.Accepted }
                ? [_promotions.Release(promotion), PromotionItem.Put(tableName, again with { EntryId = entry.Id }), _entries.HandOver(entry, again.Id)]
                : [_promotions.Release(promotion), again is null ? _promotions.FreeSeat(promotion) : PromotionItem.Put(tableName, again), .. PutBackInLine(entry)];

            if (await transactions.TryCommitAsync(items, cancellation) is null)
            {
                return again is null ? GiveBackOutcome.Released : GiveBackOutcome.Repeated;
            }
        }

        throw new DependencyBusyException($"Promotion {promotionId} changed in each of {Rounds} attempts to give its seat back.");
    }

    // The same seat cannot become two registrations: the promotion is confirmed once, for one entry, and its seat is counted already.
    private async Task<RegisterEnd> TryRegisterAsync(Promotion promotion, WaitlistEntry entry, ScheduledEvent scheduled, string execution, CancellationToken cancellation)
    {
        var registration = Register(promotion, entry, scheduled);
        var reasons = await transactions.TryCommitAsync(
            [
                new() { Put = Items.New(tableName, RegistrationItem.WriteMailGuard(registration)) },
                new() { Put = Items.New(tableName, RegistrationItem.WriteNew(registration)) },
                _promotions.Confirm(promotion, execution, registration.Id),
                _entries.Promote(entry, registration.Id),
                _entries.DeleteGuard(entry),
                new() { Put = jobs.PutPending(TicketJob.For(registration, time.GetUtcNow())) },
            ],
            cancellation);

        return reasons is null ? RegisterEnd.Done : Transactions.Failed(reasons[MailPlace]) ? RegisterEnd.MailTaken : RegisterEnd.Changed;
    }

    private IEnumerable<TransactWriteItem> PutBackInLine(WaitlistEntry? entry) =>
        entry is { Status: WaitlistStatus.Offered or WaitlistStatus.Accepted, Position: { } position }
            ? [_entries.WaitAgain(entry), _entries.PutPlace(entry, position)]
            : [];

    private static Registration Register(Promotion promotion, WaitlistEntry entry, ScheduledEvent scheduled)
    {
        var id = DerivedId.ForPromotedRegistration(entry.Id, scheduled.Pools);
        return new Registration(id, entry.EventId, RegistrationStatus.Confirmed, entry.TokenHash, DerivedId.ForTicketJob(id))
        {
            Name = entry.Name,
            Email = entry.Email,
            MailHash = entry.MailHash,
            PayloadHash = entry.PayloadHash,
            ExpiresAt = entry.ExpiresAt,
            SeatPool = promotion.SeatPool,
        };
    }

    private enum RegisterEnd
    {
        Done,
        MailTaken,
        Changed,
    }
}
