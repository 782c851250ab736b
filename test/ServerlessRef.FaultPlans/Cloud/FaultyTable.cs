using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using ServerlessRef.FaultPlans.Simulation;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.FaultPlans.Cloud;

/// <summary>The table as functions see it. Only the operations they are allowed are here; any other would leave for an address where nobody listens.</summary>
internal sealed class FaultyTable(ObservedTable engine, FaultyCalls calls, Variant variant)
    : AmazonDynamoDBClient(new BasicAWSCredentials("test", "test"), new AmazonDynamoDBConfig { ServiceURL = "http://127.0.0.1:1", AuthenticationRegion = "eu-central-1" })
{
    public override Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default) =>
        RunAsync("GetItem", () => engine.GetItemAsync(request, CancellationToken.None), cancellationToken);

    public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default) =>
        RunAsync("Query", () => engine.QueryAsync(request, CancellationToken.None), cancellationToken);

    public override Task<BatchGetItemResponse> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken = default) =>
        RunAsync("BatchGetItem", async () => BrokenVariants.Alter(await engine.BatchGetItemAsync(request, CancellationToken.None), variant), cancellationToken);

    public override Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default) =>
        RunAsync("PutItem", () => engine.PutAsync(request), cancellationToken);

    public override Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default)
    {
        var sent = BrokenVariants.Alter(request, variant);
        return RunAsync("UpdateItem", () => engine.UpdateAsync(sent), cancellationToken);
    }

    public override Task<TransactWriteItemsResponse> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default)
    {
        if (variant == Variant.NonTransactionalSeat && BrokenVariants.IsSignUp(request))
        {
            return WriteOneByOneAsync(request);
        }

        BrokenVariants.Alter(request, variant);

        // The SDK repeats a transaction under its token, so a repetition of one that was written changes nothing and succeeds.
        return RunAsync(
            "TransactWriteItems",
            () => engine.TransactWriteItemsAsync(request, CancellationToken.None),
            cancellationToken,
            repeat: () => Task.FromResult(new TransactWriteItemsResponse()),
            partial: () => throw TransactingDynamoDb.Cancelled([.. request.TransactItems.Select(_ => new CancellationReason { Code = "TransactionConflict" })]));
    }

    private async Task<T> RunAsync<T>(string action, Func<Task<T>> call, CancellationToken cancellation, Func<Task<T>>? repeat = null, Func<Task<T>>? partial = null)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return await calls.RunAsync(action, call, repeat, partial);
        }
        catch (Exception refused) when (refused is ConditionalCheckFailedException or TransactionCanceledException)
        {
            Actor.Current!.MetItsRow = true;
            throw;
        }
    }

    private async Task<TransactWriteItemsResponse> WriteOneByOneAsync(TransactWriteItemsRequest request)
    {
        await RunAsync("Read", () => BrokenVariants.CheckAsync(engine, request), default);
        foreach (var item in request.TransactItems)
        {
            await RunAsync("Write", () => BrokenVariants.WriteAsync(engine, item), default);
        }

        return new TransactWriteItemsResponse();
    }
}
