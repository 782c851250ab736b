using ServerlessRef.LocalCloud.Tests.Engines;

namespace ServerlessRef.LocalCloud.Tests.Aws;

[Collection(EnginesCollection.Name)]
public sealed class PermissionTests(EnginesFixture engines)
{
    [Fact(Timeout = 60_000)]
    public async Task DynamoDb_WithoutPermission_AnswersAccessDeniedException_AndWritesNothing()
    {
        await using var aws = await LocalAws.StartAsync(engines, [LocalAws.Allow("dynamodb:GetItem", "*")]);

        var (status, body) = await aws.DynamoAsync("PutItem", $$$$$"""{"TableName":"{{{{{aws.Table.Name}}}}}","Item":{"PK":{"S":"1"},"SK":{"S":"1"}}}""");

        Assert.Equal(400, status);
        Assert.Equal("com.amazon.coral.service#AccessDeniedException", body.GetProperty("__type").GetString());
        Assert.Equal(
            $"User: arn:aws:sts::000000000000:assumed-role/ApiRole/Api is not authorized to perform: dynamodb:PutItem on resource: {aws.Table.Arn} because no identity-based policy allows the dynamodb:PutItem action",
            body.GetProperty("Message").GetString());
        Assert.Empty(await aws.DynamoEngine.ScanAsync(aws.Table.Name, CancellationToken.None));
    }

    [Fact(Timeout = 60_000)]
    public async Task ATransaction_NeedsThePermissionOfEachOfItsOperations()
    {
        await using var aws = await LocalAws.StartAsync(engines, [LocalAws.Allow("dynamodb:PutItem", "*")]);

        var (status, body) = await aws.DynamoAsync("TransactWriteItems", $$$$$"""
            {"TransactItems":[
              {"Put":{"TableName":"{{{{{aws.Table.Name}}}}}","Item":{"PK":{"S":"1"},"SK":{"S":"1"}}}},
              {"Update":{"TableName":"{{{{{aws.Table.Name}}}}}","Key":{"PK":{"S":"2"},"SK":{"S":"1"}},"UpdateExpression":"REMOVE a"}}]}
            """);

        Assert.Equal(400, status);
        Assert.Contains("dynamodb:UpdateItem", body.GetProperty("Message").GetString(), StringComparison.Ordinal);
        Assert.Empty(await aws.DynamoEngine.ScanAsync(aws.Table.Name, CancellationToken.None));
    }

    [Fact(Timeout = 60_000)]
    public async Task AnIndex_NeedsItsOwnArn()
    {
        await using var aws = await LocalAws.StartAsync(engines, edit: cloud => cloud with
        {
            Roles = [cloud.Roles[0] with { Statements = [LocalAws.Allow("dynamodb:Query", cloud.Tables[0].Arn)] }],
        });
        var query = $$$$$"""{"TableName":"{{{{{aws.Table.Name}}}}}","IndexName":"ByState","KeyConditionExpression":"#s = :s","ExpressionAttributeNames":{"#s":"state"},"ExpressionAttributeValues":{":s":{"S":"x"}}}""";

        var (status, body) = await aws.DynamoAsync("Query", query);

        Assert.Equal(400, status);
        Assert.Contains($"{aws.Table.Arn}/index/ByState", body.GetProperty("Message").GetString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task LeadingKeys_RestrictAQuery()
    {
        await using var aws = await LocalAws.StartAsync(engines, [LocalAws.Allow("dynamodb:Query", "*", """{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":"EVENT#*"}}""")]);
        string Query(string key) => $$$$$"""{"TableName":"{{{{{aws.Table.Name}}}}}","KeyConditionExpression":"PK = :k AND begins_with(SK, :s)","ExpressionAttributeValues":{":k":{"S":"{{{{{key}}}}}"},":s":{"S":"REG#"}}}""";

        Assert.Equal(200, (await aws.DynamoAsync("Query", Query("EVENT#1"))).Status);
        Assert.Equal(400, (await aws.DynamoAsync("Query", Query("JOB#1"))).Status);
    }

    [Fact(Timeout = 60_000)]
    public async Task Sqs_WithoutPermission_AnswersAccessDenied_AndSendsNothing()
    {
        await using var aws = await LocalAws.StartAsync(engines, [LocalAws.Allow("sqs:ReceiveMessage", "*")]);

        var (status, body) = await aws.SqsAsync("SendMessage", $$"""{"QueueUrl":"{{aws.Queue.Url}}","MessageBody":"x"}""");

        Assert.Equal(403, status);
        Assert.Equal(
            $"User: arn:aws:sts::000000000000:assumed-role/ApiRole/Api is not authorized to perform: sqs:sendmessage on resource: {aws.Queue.Arn} because no identity-based policy allows the sqs:sendmessage action",
            body.GetProperty("message").GetString());
        Assert.Equal(0, (await aws.SqsEngine.CountAsync(aws.Queue.Name, CancellationToken.None)).Visible);
    }

    [Fact(Timeout = 60_000)]
    public async Task S3_WithoutPermission_AnswersAccessDenied_AndStoresNothing()
    {
        await using var aws = await LocalAws.StartAsync(engines, [LocalAws.Allow("s3:GetObject", "*")]);

        using var response = await aws.S3Async(HttpMethod.Put, $"/{aws.Bucket.Name}/a.txt", "text");

        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(403, (int)response.StatusCode);
        Assert.Contains("<Code>AccessDenied</Code>", body, StringComparison.Ordinal);
        Assert.Contains($"s3:PutObject on resource: \"{aws.Bucket.Arn}/a.txt\"", body, StringComparison.Ordinal);
        Assert.Null(await aws.S3Engine.GetAsync(aws.Bucket.Name, "a.txt", CancellationToken.None));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("dynamodb", "DynamoDB_20120810.ListTables", 400, "com.amazon.coral.service#UnrecognizedClientException")]
    [InlineData("sqs", "AmazonSQS.ListQueues", 403, "com.amazon.coral.service#UnrecognizedClientException")]
    public async Task AnUnknownAccessKey_IsRefusedInTheServicesForm(string service, string target, int expected, string type)
    {
        await using var aws = await LocalAws.StartAsync(engines);

        var (status, body) = await aws.JsonAsync(service, target, "{}", accessKeyId: "AKIAUNKNOWN");

        Assert.Equal(expected, status);
        Assert.Equal(type, body.GetProperty("__type").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task EveryCall_IsRecordedWithItsVerdict()
    {
        await using var aws = await LocalAws.StartAsync(engines, [LocalAws.Allow("sqs:SendMessage", "*")]);

        await aws.SqsAsync("SendMessage", $$"""{"QueueUrl":"{{aws.Queue.Url}}","MessageBody":"x"}""");
        await aws.SqsAsync("PurgeQueue", $$"""{"QueueUrl":"{{aws.Queue.Url}}"}""");

        var calls = aws.Log.Latest(2);
        Assert.Equal(("sqs:SendMessage", true, 200), (calls[1].Action, calls[1].Allowed, calls[1].StatusCode));
        Assert.Equal(("sqs:PurgeQueue", false, 403), (calls[0].Action, calls[0].Allowed, calls[0].StatusCode));
        Assert.Equal($"no statement of {aws.Role.Arn} allows sqs:PurgeQueue on {aws.Queue.Arn}", calls[0].Reason);
    }

    [Fact(Timeout = 60_000)]
    public async Task ASignature_IsNotVerified_TheAccessKeyDecides()
    {
        await using var aws = await LocalAws.StartAsync(engines);

        // Signed with "abc" and a date long past: on AWS, InvalidSignatureException.
        var (status, _) = await aws.DynamoAsync("DescribeTable", $$"""{"TableName":"{{aws.Table.Name}}"}""");

        Assert.Equal(200, status);
    }
}
