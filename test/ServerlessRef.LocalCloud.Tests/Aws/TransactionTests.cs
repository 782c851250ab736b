using Amazon.DynamoDBv2.Model;
using ServerlessRef.LocalCloud.Tests.Engines;

namespace ServerlessRef.LocalCloud.Tests.Aws;

/// <summary>Through the SDK, so that what it reads out of our answers is what a function sees.</summary>
[Collection(EnginesCollection.Name)]
public sealed class TransactionTests(EnginesFixture engines)
{
    [Fact(Timeout = 120_000)]
    public async Task FiftyParallelTransactionsForTheLastSeat_TakeItOnce_AndNoReaderSeesHalfOfOne()
    {
        await using var aws = await LocalAws.StartAsync(engines);
        using var dynamo = aws.DynamoSdk();
        await dynamo.PutItemAsync(aws.Table.Name, Event(seatsTaken: 9));

        var attempts = Enumerable.Range(0, 50).Select(async number =>
        {
            try
            {
                await dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = Registration(aws, number) });
                return true;
            }
            catch (TransactionCanceledException cancelled)
            {
                Assert.Equal(["ConditionalCheckFailed", "None"], cancelled.CancellationReasons.Select(reason => reason.Code));
                return false;
            }
        });
        var readers = Enumerable.Range(0, 20).Select(async _ =>
        {
            var items = (await dynamo.QueryAsync(new QueryRequest
            {
                TableName = aws.Table.Name,
                ConsistentRead = true,
                KeyConditionExpression = "PK = :pk",
                ExpressionAttributeValues = new() { [":pk"] = new("EVENT#1") },
            })).Items;
            return (Taken: items.Single(item => item["SK"].S == "META")["seatsTaken"].N, Registrations: items.Count(item => item["SK"].S.StartsWith("REG#", StringComparison.Ordinal)));
        });
        var results = await Task.WhenAll(attempts);
        var seen = await Task.WhenAll(readers);

        var stored = await aws.DynamoEngine.ScanAsync(aws.Table.Name, CancellationToken.None);
        Assert.Equal(1, results.Count(taken => taken));
        Assert.Equal(10, stored.Single(item => item["SK"]!.ToString() == "META")["seatsTaken"]!.GetValue<int>());
        Assert.Single(stored, item => item["SK"]!.ToString().StartsWith("REG#", StringComparison.Ordinal));
        Assert.All(seen, state => Assert.True(state is ("9", 0) or ("10", 1), state.ToString()));
    }

    [Fact(Timeout = 60_000)]
    public async Task AFailedCondition_CancelsAll_AndShowsTheItemWhenAsked()
    {
        await using var aws = await LocalAws.StartAsync(engines);
        using var dynamo = aws.DynamoSdk();
        await dynamo.PutItemAsync(aws.Table.Name, Event(seatsTaken: 10));
        var items = Registration(aws, 1);
        items[0].Update.ReturnValuesOnConditionCheckFailure = "ALL_OLD";

        var cancelled = await Assert.ThrowsAsync<TransactionCanceledException>(() => dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = items }));

        Assert.Equal("Transaction cancelled, please refer cancellation reasons for specific reasons [ConditionalCheckFailed, None]", cancelled.Message);
        Assert.Equal("The conditional request failed", cancelled.CancellationReasons[0].Message);
        Assert.Equal("10", cancelled.CancellationReasons[0].Item["seatsTaken"].N);
        Assert.Single(await aws.DynamoEngine.ScanAsync(aws.Table.Name, CancellationToken.None));
    }

    [Fact(Timeout = 60_000)]
    public async Task AWriteTheEngineRefuses_IsTakenBackWithAllOthers()
    {
        await using var aws = await LocalAws.StartAsync(engines);
        using var dynamo = aws.DynamoSdk();
        await dynamo.PutItemAsync(aws.Table.Name, Event(seatsTaken: 3));
        var items = Registration(aws, 1);
        // A key of an index must be a string: only the engine's write finds out.
        items[1].Put.Item["state"] = new AttributeValue { N = "1" };

        var cancelled = await Assert.ThrowsAsync<TransactionCanceledException>(() => dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = items }));

        var stored = Assert.Single(await aws.DynamoEngine.ScanAsync(aws.Table.Name, CancellationToken.None));
        Assert.Equal(["None", "ValidationError"], cancelled.CancellationReasons.Select(reason => reason.Code));
        Assert.Equal(3, stored["seatsTaken"]!.GetValue<int>());
    }

    [Fact(Timeout = 60_000)]
    public async Task TheSameToken_DoesTheWorkOnce_AndAnotherRequestWithItIsRefused()
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        await using var aws = await LocalAws.StartAsync(engines, time: clock);
        using var dynamo = aws.DynamoSdk();
        await dynamo.PutItemAsync(aws.Table.Name, Event(seatsTaken: 0));
        TransactWriteItemsRequest Request(string value) => new()
        {
            ClientRequestToken = "token-1",
            TransactItems = [Add(aws, value)],
        };

        await dynamo.TransactWriteItemsAsync(Request("1"));
        await dynamo.TransactWriteItemsAsync(Request("1"));
        await Assert.ThrowsAsync<IdempotentParameterMismatchException>(() => dynamo.TransactWriteItemsAsync(Request("2")));
        clock.Advance(TimeSpan.FromMinutes(10));
        await dynamo.TransactWriteItemsAsync(Request("5"));

        var stored = Assert.Single(await aws.DynamoEngine.ScanAsync(aws.Table.Name, CancellationToken.None));
        Assert.Equal(6, stored["seatsTaken"]!.GetValue<int>());
    }

    [Fact(Timeout = 60_000)]
    public async Task AToken_IsForgottenWhenTheLocalCloudEnds()
    {
        TransactWriteItemsRequest Request(LocalAws aws) => new() { ClientRequestToken = "token-1", TransactItems = [Add(aws, "1")] };
        await using var first = await LocalAws.StartAsync(engines);
        using (var dynamo = first.DynamoSdk())
        {
            await dynamo.PutItemAsync(first.Table.Name, Event(seatsTaken: 0));
            await dynamo.TransactWriteItemsAsync(Request(first));
        }

        await using var second = await LocalAws.StartAsync(engines, edit: _ => first.Cloud);
        using (var dynamo = second.DynamoSdk())
        {
            await dynamo.TransactWriteItemsAsync(Request(second));
        }

        var stored = Assert.Single(await second.DynamoEngine.ScanAsync(first.Table.Name, CancellationToken.None));
        Assert.Equal(2, stored["seatsTaken"]!.GetValue<int>());
    }

    [Fact(Timeout = 60_000)]
    public async Task TwoOperationsOnOneItem_AreRefused()
    {
        await using var aws = await LocalAws.StartAsync(engines);
        using var dynamo = aws.DynamoSdk();

        var error = await Assert.ThrowsAsync<Amazon.DynamoDBv2.AmazonDynamoDBException>(() => dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [Add(aws, "1"), Add(aws, "2")] }));

        Assert.Equal("ValidationException", error.ErrorCode);
        Assert.Equal("Transaction request cannot include multiple operations on one item", error.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task TransactGetItems_ReturnsItemsInOrder_AndNothingForAMissingOne()
    {
        await using var aws = await LocalAws.StartAsync(engines);
        using var dynamo = aws.DynamoSdk();
        await dynamo.PutItemAsync(aws.Table.Name, Event(seatsTaken: 4));
        TransactGetItem Get(string sort) => new() { Get = new Get { TableName = aws.Table.Name, Key = new() { ["PK"] = new("EVENT#1"), ["SK"] = new(sort) } } };

        var response = await dynamo.TransactGetItemsAsync(new TransactGetItemsRequest { TransactItems = [Get("nothing"), Get("META")] });

        Assert.Null(response.Responses[0].Item);
        Assert.Equal("4", response.Responses[1].Item["seatsTaken"].N);
    }

    [Fact(Timeout = 60_000)]
    public async Task ASingleWrite_WithAllOldOnFailure_CarriesTheItem()
    {
        await using var aws = await LocalAws.StartAsync(engines);
        using var dynamo = aws.DynamoSdk();
        await dynamo.PutItemAsync(aws.Table.Name, Event(seatsTaken: 7));

        var error = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => dynamo.PutItemAsync(new PutItemRequest
        {
            TableName = aws.Table.Name,
            Item = Event(seatsTaken: 0),
            ConditionExpression = "attribute_not_exists(PK)",
            ReturnValuesOnConditionCheckFailure = "ALL_OLD",
        }));

        Assert.Equal("7", error.Item["seatsTaken"].N);
    }

    [Fact(Timeout = 60_000)]
    public async Task AnUndoRecordOfAKilledProcess_IsCarriedOutBeforeAnythingIsServed()
    {
        var directory = Directory.CreateTempSubdirectory("serverlessref-").FullName;
        try
        {
            string table;
            await using (var first = await LocalAws.StartAsync(engines))
            {
                using var dynamo = first.DynamoSdk();
                table = first.Table.Name;
                // As a kill leaves it: both items written, the record of what was before still there.
                await dynamo.PutItemAsync(table, Event(seatsTaken: 6));
                await dynamo.PutItemAsync(table, new Dictionary<string, AttributeValue> { ["PK"] = new("EVENT#1"), ["SK"] = new("REG#1") });
            }

            var undo = Directory.CreateDirectory(Path.Combine(directory, "undo")).FullName;
            await File.WriteAllTextAsync(Path.Combine(undo, "000000000001.json"), $$$$$"""
                {"items":[
                  {"table":"{{{{{table}}}}}","key":{"PK":{"S":"EVENT#1"},"SK":{"S":"META"}},"image":{"PK":{"S":"EVENT#1"},"SK":{"S":"META"},"seatsTaken":{"N":"5"}}},
                  {"table":"{{{{{table}}}}}","key":{"PK":{"S":"EVENT#1"},"SK":{"S":"REG#1"}}},
                  {"table":"no-such-table","key":{"PK":{"S":"EVENT#1"},"SK":{"S":"REG#1"}}}]}
                """);

            await using var second = await LocalAws.StartAsync(engines, persist: directory);

            var stored = Assert.Single(await second.DynamoEngine.ScanAsync(table, CancellationToken.None));
            Assert.Equal(5, stored["seatsTaken"]!.GetValue<int>());
            Assert.Empty(Directory.EnumerateFiles(undo));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task WithAFolder_ATransactionLeavesNoRecordBehind()
    {
        var directory = Directory.CreateTempSubdirectory("serverlessref-").FullName;
        try
        {
            await using var aws = await LocalAws.StartAsync(engines, persist: directory);
            using var dynamo = aws.DynamoSdk();
            await dynamo.PutItemAsync(aws.Table.Name, Event(seatsTaken: 1));

            await dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = Registration(aws, 1) });

            Assert.Empty(Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories));
            Assert.Equal(2, (await aws.DynamoEngine.ScanAsync(aws.Table.Name, CancellationToken.None)).Count);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static Dictionary<string, AttributeValue> Event(int seatsTaken) => new()
    {
        ["PK"] = new("EVENT#1"),
        ["SK"] = new("META"),
        ["capacity"] = new() { N = "10" },
        ["seatsTaken"] = new() { N = seatsTaken.ToString(System.Globalization.CultureInfo.InvariantCulture) },
    };

    private static List<TransactWriteItem> Registration(LocalAws aws, int number) =>
    [
        new()
        {
            Update = new Update
            {
                TableName = aws.Table.Name,
                Key = new() { ["PK"] = new("EVENT#1"), ["SK"] = new("META") },
                UpdateExpression = "SET seatsTaken = seatsTaken + :one",
                ConditionExpression = "seatsTaken < #capacity",
                ExpressionAttributeNames = new() { ["#capacity"] = "capacity" },
                ExpressionAttributeValues = new() { [":one"] = new() { N = "1" } },
            },
        },
        new()
        {
            Put = new Put
            {
                TableName = aws.Table.Name,
                Item = new() { ["PK"] = new("EVENT#1"), ["SK"] = new($"REG#{number}") },
                ConditionExpression = "attribute_not_exists(PK)",
            },
        },
    ];

    private static TransactWriteItem Add(LocalAws aws, string value) => new()
    {
        Update = new Update
        {
            TableName = aws.Table.Name,
            Key = new() { ["PK"] = new("EVENT#1"), ["SK"] = new("META") },
            UpdateExpression = "ADD seatsTaken :value",
            ExpressionAttributeValues = new() { [":value"] = new() { N = value } },
        },
    };
}
