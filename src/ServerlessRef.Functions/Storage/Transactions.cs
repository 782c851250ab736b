using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace ServerlessRef.Functions.Storage;

/// <summary>Commits transactions, trying again while others hold the same items.</summary>
public sealed class Transactions(IAmazonDynamoDB database, Backoff backoff)
{
    /// <summary>The cancellation reason of an item whose condition did not hold.</summary>
    public const string ConditionFailed = "ConditionalCheckFailed";

    /// <summary>Whether the condition of this item did not hold.</summary>
    public static bool Failed(CancellationReason reason) => reason.Code == ConditionFailed;

    // Reasons that say nothing about the data (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html).
    private static readonly HashSet<string> Transient = new(StringComparer.Ordinal) { "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded" };

    /// <summary>
    /// Null once committed; otherwise one reason per item, in their order, of which at least one is <see cref="ConditionFailed"/>. While any
    /// reason is transient the others are no verdict: the item in conflict may be the caller's own.
    /// </summary>
    /// <exception cref="DependencyBusyException">Every attempt met a conflict or a throttle.</exception>
    public async Task<IReadOnlyList<CancellationReason>?> TryCommitAsync(List<TransactWriteItem> items, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await database.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = items }, cancellation);
                return null;
            }
            catch (TransactionCanceledException cancelled) when (!IsTransient(cancelled))
            {
                return cancelled.CancellationReasons;
            }
            catch (Exception conflict) when (IsConflict(conflict) && attempt >= Backoff.Attempts)
            {
                throw new DependencyBusyException($"A transaction of {items.Count} items met a conflict in each of {attempt} attempts.", conflict);
            }
            catch (Exception conflict) when (IsConflict(conflict))
            {
                await backoff.WaitAsync(attempt, cancellation);
            }
        }
    }

    private static bool IsConflict(Exception failure) =>
        failure is TransactionCanceledException or TransactionConflictException or TransactionInProgressException;

    private static bool IsTransient(TransactionCanceledException cancelled) =>
        cancelled.CancellationReasons is { } reasons && reasons.Exists(reason => Transient.Contains(reason.Code ?? string.Empty));
}
