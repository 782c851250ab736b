using System.Net.Sockets;
using System.Text;
using ServerlessRef.LocalCloud.Tests.Engines;

namespace ServerlessRef.LocalCloud.Tests.Aws;

[Collection(EnginesCollection.Name)]
public sealed class QueueCallTests(EnginesFixture engines)
{
    [Fact(Timeout = 60_000)]
    public async Task AMessage_IsSentReceivedAndDeleted()
    {
        await using var aws = await LocalAws.StartAsync(engines);

        await aws.SqsAsync("SendMessage", $$"""{"QueueUrl":"{{aws.Queue.Url}}","MessageBody":"{\"jobId\":\"1\"}"}""");
        var (_, received) = await aws.SqsAsync("ReceiveMessage", $$"""{"QueueUrl":"{{aws.Queue.Url}}"}""");
        var message = received.GetProperty("Messages")[0];
        var (status, _) = await aws.SqsAsync("DeleteMessage", $$"""{"QueueUrl":"{{aws.Queue.Url}}","ReceiptHandle":"{{message.GetProperty("ReceiptHandle").GetString()}}"}""");

        var counts = await aws.SqsEngine.CountAsync(aws.Queue.Name, CancellationToken.None);
        Assert.Equal("""{"jobId":"1"}""", message.GetProperty("Body").GetString());
        Assert.Equal((200, 0, 0), (status, counts.Visible, counts.InFlight));
    }

    [Fact(Timeout = 60_000)]
    public async Task QueueUrls_LeadToTheFront()
    {
        await using var aws = await LocalAws.StartAsync(engines);

        var (_, url) = await aws.SqsAsync("GetQueueUrl", $$"""{"QueueName":"{{aws.Queue.Name}}"}""");
        var (_, list) = await aws.SqsAsync("ListQueues", $$"""{"QueueNamePrefix":"{{aws.Queue.Name}}-dead"}""");

        Assert.Equal(aws.Queue.Url, url.GetProperty("QueueUrl").GetString());
        Assert.Equal($"{aws.Queue.Url}-dead", list.GetProperty("QueueUrls")[0].GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task ABatchDelete_ReportsAHandleThatWasNeverIssued()
    {
        await using var aws = await LocalAws.StartAsync(engines);
        await aws.SqsEngine.SendAsync(aws.Queue.Name, "x", CancellationToken.None);
        var message = Assert.Single(await aws.SqsEngine.ReceiveAsync(aws.Queue.Name, 1, TimeSpan.Zero, null, CancellationToken.None));

        var (status, body) = await aws.SqsAsync("DeleteMessageBatch", $$"""
            {"QueueUrl":"{{aws.Queue.Url}}","Entries":[{"Id":"good","ReceiptHandle":"{{message.ReceiptHandle}}"},{"Id":"bad","ReceiptHandle":"nonsense"}]}
            """);

        Assert.Equal(200, status);
        Assert.Equal("good", body.GetProperty("Successful")[0].GetProperty("Id").GetString());
        Assert.Equal(("bad", "ReceiptHandleIsInvalid"), (body.GetProperty("Failed")[0].GetProperty("Id").GetString(), body.GetProperty("Failed")[0].GetProperty("Code").GetString()));
        Assert.Equal(0, (await aws.SqsEngine.CountAsync(aws.Queue.Name, CancellationToken.None)).InFlight);
    }

    [Fact(Timeout = 60_000)]
    public async Task AQueueThatIsNotInTheTemplate_DoesNotExist()
    {
        await using var aws = await LocalAws.StartAsync(engines);

        var (status, body) = await aws.SqsAsync("SendMessage", """{"QueueUrl":"http://127.0.0.1/000000000000/nothing","MessageBody":"x"}""");

        Assert.Equal(400, status);
        Assert.Equal("com.amazonaws.sqs#QueueDoesNotExist", body.GetProperty("__type").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task MakingAQueue_IsRefusedByName()
    {
        await using var aws = await LocalAws.StartAsync(engines);

        var (status, body) = await aws.SqsAsync("CreateQueue", """{"QueueName":"another"}""");

        Assert.Equal(400, status);
        Assert.Contains("sqs:CreateQueue", body.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task AMessageReceivedTooOften_GoesToTheDeadLetterQueue()
    {
        await using var aws = await LocalAws.StartAsync(engines);
        await aws.SqsEngine.SendAsync(aws.Queue.Name, "poison", CancellationToken.None);

        for (var attempt = 0; attempt < 3; attempt++)
        {
            await aws.SqsEngine.ReceiveAsync(aws.Queue.Name, 1, TimeSpan.Zero, TimeSpan.Zero, CancellationToken.None);
        }

        Assert.Equal(1, (await aws.SqsEngine.CountAsync(aws.Queue.Name + "-dead", CancellationToken.None)).Visible);
    }

    [Fact(Timeout = 60_000)]
    public async Task MovingMessagesBackFromADeadLetterQueue_IsRefusedByName()
    {
        await using var aws = await LocalAws.StartAsync(engines);

        var (status, body) = await aws.SqsAsync("StartMessageMoveTask", $$"""{"SourceArn":"{{aws.Queue.Arn}}-dead"}""");

        Assert.Equal(400, status);
        Assert.Contains("sqs:StartMessageMoveTask", body.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task ATraceHeader_IsTakenAndNotDelivered()
    {
        await using var aws = await LocalAws.StartAsync(engines);

        var (status, _) = await aws.SqsAsync("SendMessage", $$$$"""
            {"QueueUrl":"{{{{aws.Queue.Url}}}}","MessageBody":"x","MessageSystemAttributes":{"AWSTraceHeader":{"DataType":"String","StringValue":"Root=1-5759e988-bd862e3fe1be46a994272793"}}}
            """);
        var message = Assert.Single(await aws.SqsEngine.ReceiveAsync(aws.Queue.Name, 1, TimeSpan.Zero, null, CancellationToken.None));

        Assert.Equal(200, status);
        Assert.DoesNotContain("AWSTraceHeader", message.Attributes.Keys);
    }

    [Fact(Timeout = 60_000)]
    public async Task AFifoQueue_GivesOneMessageOfAGroupAtATime_InOrder()
    {
        var name = EnginesFixture.UniqueName("ordered") + ".fifo";
        await using var aws = await LocalAws.StartAsync(engines, edit: cloud => cloud with
        {
            Queues = [cloud.Queues[1] with { Name = name, Fifo = true, Arn = $"arn:aws:sqs:{LocalAws.Region}:000000000000:{name}", Url = cloud.Queues[1].Url.Replace(cloud.Queues[1].Name, name, StringComparison.Ordinal) }],
        });
        foreach (var body in new[] { "first", "second" })
        {
            var (status, _) = await aws.SqsAsync("SendMessage", $$"""{"QueueUrl":"{{aws.Queue.Url}}","MessageBody":"{{body}}","MessageGroupId":"g","MessageDeduplicationId":"{{body}}"}""");
            Assert.Equal(200, status);
        }

        // AWS would give both at once.
        var received = Assert.Single(await aws.SqsEngine.ReceiveAsync(name, 10, TimeSpan.Zero, null, CancellationToken.None));
        await aws.SqsEngine.DeleteAsync(name, [received.ReceiptHandle], CancellationToken.None);
        var next = Assert.Single(await aws.SqsEngine.ReceiveAsync(name, 10, TimeSpan.Zero, null, CancellationToken.None));

        Assert.Equal(("first", "second"), (received.Body, next.Body));
    }

    [Fact(Timeout = 60_000)]
    public async Task ACallerThatDiesInTheMiddleOfItsRequest_IsRecordedAsGone()
    {
        await using var aws = await LocalAws.StartAsync(engines);
        using (var caller = new TcpClient())
        {
            await caller.ConnectAsync(aws.Address.Host, aws.Address.Port);
            await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST / HTTP/1.1\r\nHost: {aws.Address.Authority}\r\nX-Amz-Target: AmazonSQS.SendMessage\r\n"
                + $"Authorization: AWS4-HMAC-SHA256 Credential={aws.Credentials.AccessKeyId}/20260101/{LocalAws.Region}/sqs/aws4_request, SignedHeaders=host, Signature=abc\r\n"
                + "Content-Length: 100\r\n\r\n{\"QueueUrl\""));
        }

        while (aws.Log.Latest(1).Count == 0)
        {
            await Task.Delay(10);
        }

        Assert.Equal((499, "RequestCanceled"), (aws.Log.Latest(1)[0].StatusCode, aws.Log.Latest(1)[0].ErrorCode));
    }
}
