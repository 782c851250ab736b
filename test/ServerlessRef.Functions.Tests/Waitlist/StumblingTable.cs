using System.Diagnostics.CodeAnalysis;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Functions.Tests.Waitlist;

/// <summary>A table whose calls come one after the other, in an order drawn anew, so that a transaction is seen whole or not at all; now and then an answer is lost.</summary>
[SuppressMessage("Security", "CA5394", Justification = "A seed must lead to the same run.")]
internal sealed class StumblingTable(Uri endpoint, Random random)
    : TransactingDynamoDb(new BasicAWSCredentials("test", "test"), new AmazonDynamoDBConfig { ServiceURL = endpoint.ToString(), AuthenticationRegion = "eu-central-1" })
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly AsyncLocal<bool> _inside = new();

    /// <summary>Probability that the answer of a write is lost.</summary>
    public double Losses { get; set; }

    public override Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default) =>
        InTurnAsync(() => base.GetItemAsync(request, cancellationToken), writes: false);

    public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default) =>
        InTurnAsync(() => base.QueryAsync(request, cancellationToken), writes: false);

    public override Task<BatchGetItemResponse> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken = default) =>
        InTurnAsync(() => base.BatchGetItemAsync(request, cancellationToken), writes: false);

    public override Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default) =>
        InTurnAsync(() => base.UpdateItemAsync(request, cancellationToken), writes: true);

    public override Task<TransactWriteItemsResponse> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default) =>
        InTurnAsync(() => base.TransactWriteItemsAsync(request, cancellationToken), writes: true);

    private async Task<T> InTurnAsync<T>(Func<Task<T>> call, bool writes)
    {
        // What a transaction does to single items is its own turn.
        if (_inside.Value)
        {
            return await call();
        }

        await Task.Delay(Draw(3));
        await _turn.WaitAsync();
        try
        {
            _inside.Value = true;
            var answer = await call();
            return writes && DrawLoss() ? throw new IOException("The answer was lost.") : answer;
        }
        finally
        {
            _inside.Value = false;
            _turn.Release();
        }
    }

    private int Draw(int below)
    {
        lock (random)
        {
            return random.Next(below);
        }
    }

    private bool DrawLoss()
    {
        lock (random)
        {
            return random.NextDouble() < Losses;
        }
    }
}
