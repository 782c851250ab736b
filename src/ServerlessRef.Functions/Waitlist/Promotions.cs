using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Functions.Waitlist;

/// <summary>The steps of the workflow that passes a kept seat on. Each may be called again after a lost answer.</summary>
/// <param name="offer">How long an offer stands; never beyond the start of the event.</param>
public sealed class Promotions(Transactions transactions, SingleUpdates updates, WaitlistStore store, JobWrites jobs, string tableName, TimeSpan offer, TimeProvider time)
{
    private readonly PromotionOffers _offers = new(transactions, updates, store, tableName, offer, time);
    private readonly PromotionEnds _ends = new(transactions, store, jobs, tableName, time);
    private readonly EntryWrites _entries = new(tableName);

    /// <summary>Offers the seat to the first in the line, once for each call that is not a repetition.</summary>
    /// <param name="execution">Who asks: the first to ask has the promotion for good.</param>
    /// <param name="withdraw">The entry that has not answered in time or has said no; null at the beginning.</param>
    /// <exception cref="DependencyBusyException">Try again.</exception>
    public Task<OfferOutcome> OfferNextAsync(string eventId, string promotionId, string execution, string? withdraw, CancellationToken cancellation) =>
        _offers.OfferNextAsync(eventId, promotionId, execution, withdraw, cancellation);

    /// <summary>Remembers what the waiting workflow is to be told the answer with. The entry as of then; null: the offer is no longer this promotion's.</summary>
    public async Task<WaitlistEntry?> StoreTokenAsync(string eventId, string entryId, string promotionId, string taskToken, CancellationToken cancellation) =>
        await updates.TryAsync(_entries.StoreToken(eventId, entryId, promotionId, taskToken), cancellation) is { } item ? WaitlistItem.Read(item) : null;

    /// <summary>Makes an accepted offer a registration, with the seat that is kept.</summary>
    /// <exception cref="DependencyBusyException">Try again.</exception>
    public Task<ConfirmOutcome> ConfirmAsync(string eventId, string promotionId, string execution, string entryId, CancellationToken cancellation) =>
        _ends.ConfirmAsync(eventId, promotionId, execution, entryId, cancellation);

    /// <summary>Ends a promotion that could not be carried out; whom the seat was offered to waits again, and who has accepted it gets it from the next promotion.</summary>
    /// <exception cref="DependencyBusyException">Try again.</exception>
    public Task<GiveBackOutcome> GiveBackAsync(string eventId, string promotionId, string execution, CancellationToken cancellation) =>
        _ends.GiveBackAsync(eventId, promotionId, execution, cancellation);
}
