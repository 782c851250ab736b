using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.FaultPlans.Cloud;

/// <summary>The table engine, with transactions and a journal.</summary>
internal sealed class ObservedTable(Uri endpoint, Journal journal)
    : TransactingDynamoDb(new BasicAWSCredentials("test", "test"), new AmazonDynamoDBConfig { ServiceURL = endpoint.ToString(), AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0 })
{
    /// <summary>A single put, seen by the journal.</summary>
    public async Task<PutItemResponse> PutAsync(PutItemRequest request)
    {
        var response = await PutItemAsync(request);
        journal.See(request.Item);
        return response;
    }

    /// <summary>A single update, seen by the journal.</summary>
    public async Task<UpdateItemResponse> UpdateAsync(UpdateItemRequest request)
    {
        request.ReturnValues = ReturnValue.ALL_NEW;
        var response = await UpdateItemAsync(request);
        journal.See(response.Attributes);
        return response;
    }

    protected override void OnCommitted(IReadOnlyList<Dictionary<string, AttributeValue>?> items)
    {
        foreach (var item in items)
        {
            journal.See(item);
        }
    }
}
