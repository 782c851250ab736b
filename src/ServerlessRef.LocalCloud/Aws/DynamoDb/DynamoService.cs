using System.Text.Json;
using ServerlessRef.LocalCloud.Aws.DynamoDb.Transactions;
using ServerlessRef.LocalCloud.Aws.Iam;
using ServerlessRef.LocalCloud.Streams;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb;

/// <summary>DynamoDB: the engine's operations under item locks, plus the transactions it lacks.</summary>
internal sealed class DynamoService(TableCatalog tables, DynamoEngine engine, ItemLocks locks, TransactWriter writer, TransactReader reader, CapturedWrites captured) : IAwsService
{
    public ServiceCall Read(AwsRequest request)
    {
        var operation = request.Operation;
        var body = DynamoWire.Parse(request.Body);
        return operation switch
        {
            "GetItem" or "PutItem" or "UpdateItem" or "DeleteItem" => SingleItem(request, operation, body),
            "BatchGetItem" or "BatchWriteItem" => Batch(request, operation, body),
            "Query" or "Scan" => Search(request, operation, body),
            "TransactWriteItems" => TransactWrite(request, body),
            "TransactGetItems" => TransactGet(request, body),
            "DescribeTable" => OnTable(request, operation, body, () => engine.CallAsync(operation, request.Body)),
            "DescribeTimeToLive" => OnTable(request, operation, body, () => Task.FromResult(TimeToLive(body))),
            "ListTables" => new ServiceCall("dynamodb:ListTables", [new IamCheck("dynamodb:ListTables", "*", request.Context)], () => engine.CallAsync(operation, request.Body)),
            _ => throw new AwsError("UnknownOperationException", 400, $"The local cloud does not emulate dynamodb:{operation}. Tables come from the stack; items are reached with GetItem, PutItem, UpdateItem, DeleteItem, Query, Scan, batches and transactions."),
        };
    }

    public AwsResponse Write(AwsError error) => DynamoWire.Error(error);

    public AwsError UnknownAccessKey() => new("UnrecognizedClientException", 400, "The security token included in the request is invalid.");

    public AwsError Denied(Denial denial) => new("AccessDeniedException", 400, denial.Message);

    private ServiceCall SingleItem(AwsRequest request, string operation, JsonElement body)
    {
        var table = tables.Find(DynamoWire.Text(body, "TableName"));
        var key = table is not null && DynamoWire.Object(body, operation == "PutItem" ? "Item" : "Key") is { } attributes ? ItemKey.Find(table, attributes) : null;
        if (key is not null)
        {
            request.Context.Set("dynamodb:LeadingKeys", key.LeadingKey);
        }

        return OnTable(request, operation, body, async () =>
        {
            // A key the schema does not accept: the engine says so, and there is nothing to lock.
            using var held = key is null ? null : await locks.AcquireAsync([key]);
            return operation == "GetItem" || key is null
                ? await SingleItemCall.ExecuteAsync(engine, operation, body, request.Body, key)
                : await captured.CaptureAsync_NeedsLock([key], () => SingleItemCall.ExecuteAsync(engine, operation, body, request.Body, key));
        });
    }

    private ServiceCall Batch(AwsRequest request, string operation, JsonElement body)
    {
        var named = DynamoWire.Object(body, "RequestItems")?.EnumerateObject().ToList() ?? [];
        var keys = named.SelectMany(entry => BatchKeys.Read(tables.Find(entry.Name), entry.Value)).ToList();
        request.Context.Set("dynamodb:LeadingKeys", [.. keys.Select(key => key.LeadingKey)]);
        var checks = named.Select(entry => new IamCheck($"dynamodb:{operation}", tables.Arn(entry.Name, request.Credential.Region), request.Context));
        return new ServiceCall($"dynamodb:{operation}", [.. checks], async () =>
        {
            using var held = await locks.AcquireAsync(keys);
            return operation == "BatchGetItem"
                ? await engine.CallAsync(operation, request.Body)
                : await captured.CaptureAsync_NeedsLock(keys, () => engine.CallAsync(operation, request.Body));
        });
    }

    private ServiceCall Search(AwsRequest request, string operation, JsonElement body)
    {
        var table = tables.Find(DynamoWire.Text(body, "TableName"));
        if (table is not null && operation == "Query" && LeadingKeys.OfQuery(table, body) is { } leading)
        {
            request.Context.Set("dynamodb:LeadingKeys", leading);
        }

        return OnTable(request, operation, body, async () =>
        {
            using var group = table is null ? null : await tables.Group(table).EnterAsync(TableUse.Query);
            return await engine.CallAsync(operation, request.Body);
        });
    }

    private ServiceCall TransactWrite(AwsRequest request, JsonElement body)
    {
        var transaction = TransactWriteRequest.Read(tables, body);
        return new ServiceCall(
            "dynamodb:TransactWriteItems",
            [.. transaction.Items.Select(item => Check(request, item.IamAction, item.Key))],
            () => writer.ExecuteAsync(transaction, request.Body));
    }

    private ServiceCall TransactGet(AwsRequest request, JsonElement body)
    {
        var gets = TransactReader.Read(tables, body);
        return new ServiceCall(
            "dynamodb:TransactGetItems",
            [.. gets.Select(get => Check(request, "dynamodb:GetItem", get.Key))],
            () => reader.ExecuteAsync(gets));
    }

    private ServiceCall OnTable(AwsRequest request, string operation, JsonElement body, Func<Task<AwsResponse>> execute)
    {
        var arn = tables.Arn(DynamoWire.Text(body, "TableName"), request.Credential.Region);
        var resource = DynamoWire.Text(body, "IndexName") is { } index ? $"{arn}/index/{index}" : arn;
        return new ServiceCall($"dynamodb:{operation}", [new IamCheck($"dynamodb:{operation}", resource, request.Context)], execute);
    }

    private AwsResponse TimeToLive(JsonElement body)
    {
        var table = tables.Require(DynamoWire.Text(body, "TableName"));
        return DynamoWire.Ok(json =>
        {
            json.WriteStartObject("TimeToLiveDescription");
            json.WriteString("TimeToLiveStatus", table.TimeToLiveAttribute is null ? "DISABLED" : "ENABLED");
            if (table.TimeToLiveAttribute is { } attribute)
            {
                json.WriteString("AttributeName", attribute);
            }

            json.WriteEndObject();
        });
    }

    private static IamCheck Check(AwsRequest request, string action, ItemKey key)
    {
        var context = request.Context.With("dynamodb:LeadingKeys", key.LeadingKey);
        return new IamCheck(action, key.Table.Arn, context);
    }
}
