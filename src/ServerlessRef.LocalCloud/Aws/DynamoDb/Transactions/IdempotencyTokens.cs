using System.Security.Cryptography;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Transactions;

/// <summary>
/// ClientRequestToken: for ten minutes the same request with the same token answers as the first time and does nothing.
/// Kept in memory; a token is forgotten when the local cloud ends.
/// </summary>
internal sealed class IdempotencyTokens(TimeProvider time)
{
    // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal); // guarded by _lock
    private readonly Queue<(string Token, DateTimeOffset Expires)> _expiring = new(); // guarded by _lock

    /// <param name="execute">Runs once per token; what it refused may be tried again.</param>
    public async Task<AwsResponse> OnceAsync(string token, ReadOnlyMemory<byte> request, Func<Task<AwsResponse>> execute)
    {
        var hash = SHA256.HashData(request.Span);
        lock (_lock)
        {
            Expire_NeedsLock();
            if (_entries.TryGetValue(token, out var known))
            {
                return !known.Hash.AsSpan().SequenceEqual(hash)
                    ? throw new AwsError("IdempotentParameterMismatchException", 400, "The parameters of the request with the given client token do not match those of the first request with it.")
                    : known.Response ?? throw new AwsError("TransactionInProgressException", 400, "The transaction with the given request token is already in progress.");
            }

            _entries[token] = new Entry(hash, null);
        }

        AwsResponse? response = null;
        try
        {
            response = await execute();
            return response;
        }
        finally
        {
            Remember(token, hash, response is { ErrorCode: null } ? response : null);
        }
    }

    private void Remember(string token, byte[] hash, AwsResponse? success)
    {
        lock (_lock)
        {
            if (success is null)
            {
                _entries.Remove(token);
                return;
            }

            _entries[token] = new Entry(hash, success);
            _expiring.Enqueue((token, time.GetUtcNow() + Lifetime));
        }
    }

    private void Expire_NeedsLock()
    {
        var now = time.GetUtcNow();
        while (_expiring.TryPeek(out var oldest) && oldest.Expires <= now)
        {
            _entries.Remove(_expiring.Dequeue().Token);
        }
    }

    /// <param name="Response">Null: under way.</param>
    private sealed record Entry(byte[] Hash, AwsResponse? Response);
}
