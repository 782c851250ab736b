using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Functions.Waitlist;

/// <summary>Offers a kept seat to one entry after the other, in the order of the line.</summary>
internal sealed class PromotionOffers(Transactions transactions, SingleUpdates updates, WaitlistStore store, string tableName, TimeSpan offer, TimeProvider time)
{
    // Each is lost to an entry that changed, a promotion of another seat or somebody who joined.
    private const int Rounds = 8;

    private readonly EntryWrites _entries = new(tableName);
    private readonly PromotionWrites _promotions = new(tableName);

    public async Task<OfferOutcome> OfferNextAsync(string eventId, string promotionId, string execution, string? withdraw, CancellationToken cancellation)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var promotion = await store.FindPromotionAsync(eventId, promotionId, cancellation);
            if (promotion is null || (!promotion.IsOpen && promotion.Execution != execution))
            {
                return new OfferOutcome.Gone();
            }

            if (promotion.Execution is null)
            {
                await updates.TryAsync(_promotions.Take(promotion, execution), cancellation);
            }
            else if (promotion.Execution != execution)
            {
                return new OfferOutcome.Duplicate();
            }
            else if (!promotion.IsOpen)
            {
                return promotion.Status == PromotionStatus.Released ? new OfferOutcome.Released() : new OfferOutcome.Gone();
            }
            else if (await StepAsync(promotion, execution, withdraw, cancellation) is { } outcome)
            {
                return outcome;
            }
        }

        throw new DependencyBusyException($"The line of event {eventId} moved in each of {Rounds} attempts to offer a seat.");
    }

    // Null: something has changed, look again.
    private async Task<OfferOutcome?> StepAsync(Promotion promotion, string execution, string? withdraw, CancellationToken cancellation)
    {
        if (promotion.EntryId is not { } entryId)
        {
            return await OfferToFirstAsync(promotion, execution, cancellation);
        }

        var entry = await store.FindAsync(promotion.EventId, entryId, cancellation);
        switch (entry?.Status)
        {
            case WaitlistStatus.Accepted when entryId == withdraw:
                return new OfferOutcome.Accepted(entryId);
            case WaitlistStatus.Offered or WaitlistStatus.Accepted when entryId != withdraw:
                return new OfferOutcome.Offered(entry);
            case WaitlistStatus.Offered:
                await transactions.TryCommitAsync([_entries.End(entry, WaitlistStatus.Expired), _entries.DeleteGuard(entry), _promotions.Withdraw(promotion, execution)], cancellation);
                return null;
            default:
                await updates.TryAsync(_promotions.Withdraw(promotion, execution).Update, cancellation);
                return null;
        }
    }

    private async Task<OfferOutcome?> OfferToFirstAsync(Promotion promotion, string execution, CancellationToken cancellation)
    {
        // The line is read before the first in it: whoever joins in between raises its last place, and the seat is not given away past him.
        var line = await store.ReadLineAsync(promotion.EventId, cancellation);
        var now = time.GetUtcNow();
        if (line.Event.HasStarted(now))
        {
            return await transactions.TryCommitAsync([_promotions.Release(promotion), _promotions.FreeSeat(promotion)], cancellation) is null ? new OfferOutcome.Released() : null;
        }

        if (await store.FindFirstAsync(promotion.EventId, cancellation) is not { } first)
        {
            return await transactions.TryCommitAsync([_promotions.Release(promotion), .. _promotions.FreeSeatUnlessLineGrew(promotion, line)], cancellation) is null
                ? new OfferOutcome.Released()
                : null;
        }

        var until = now + offer < line.Event.StartsAt ? now + offer : line.Event.StartsAt;
        await transactions.TryCommitAsync(
            [_promotions.Offer(promotion, execution, first.EntryId), _entries.Offer(promotion, first.EntryId, until), _entries.DeletePlace(promotion.EventId, first.Position, first.EntryId)],
            cancellation);

        // Whether it was written shows when it is read: the next round answers with the entry.
        return null;
    }
}
