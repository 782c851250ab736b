using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Api.Tests.Engine;

/// <summary>Transactions that meet conflicts, or another client, at the moment a test says.</summary>
internal sealed class TransactingClient(AWSCredentials credentials, AmazonDynamoDBConfig config) : TransactingDynamoDb(credentials, config)
{
    /// <summary>Transactions to cancel with TransactionConflict before any is applied.</summary>
    public int ConflictsToCome { get; set; }

    /// <summary>Transactions asked for.</summary>
    public int Count { get; private set; }

    /// <summary>Runs once, right before the next transaction: what another client does at the worst moment.</summary>
    public Func<Task>? BeforeNext { get; set; }

    private int _transactionsUnderWay;

    /// <summary>Keys of single items that were read, by the code under test and not by the stand-in for transactions.</summary>
    public List<string> Reads { get; } = [];

    /// <summary>Runs before every reading of many items: what other clients do between two of them.</summary>
    public Func<Task>? BeforeBatch { get; set; }

    /// <summary>Readings of many items.</summary>
    public int Batches { get; private set; }

    public override async Task<BatchGetItemResponse> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken = default)
    {
        Batches++;
        await (BeforeBatch?.Invoke() ?? Task.CompletedTask);
        return await base.BatchGetItemAsync(request, cancellationToken);
    }

    public override Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default)
    {
        if (_transactionsUnderWay == 0)
        {
            Reads.Add($"{request.Key["PK"].S} {request.Key["SK"].S}");
        }

        return base.GetItemAsync(request, cancellationToken);
    }

    public override async Task<TransactWriteItemsResponse> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default)
    {
        Count++;
        if (BeforeNext is { } first)
        {
            BeforeNext = null;
            await first();
        }

        if (ConflictsToCome > 0)
        {
            ConflictsToCome--;
            throw Cancelled([.. request.TransactItems.Select((_, place) => new CancellationReason { Code = place == 1 ? "TransactionConflict" : "None" })]);
        }

        _transactionsUnderWay++;
        try
        {
            return await base.TransactWriteItemsAsync(request, cancellationToken);
        }
        finally
        {
            _transactionsUnderWay--;
        }
    }
}
