using Amazon.Lambda.SQSEvents;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Worker.Tests;

public sealed class MessageTests(TestTable table) : IClassFixture<TestTable>
{
    [Theory(Timeout = 120_000)]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"jobId":7}""")]
    [InlineData("""{"jobId":""}""")]
    [InlineData("""{"jobId":"\ud800"}""")]
    public async Task Message_ThatNamesNoJob_IsReportedAsFailed(string body)
    {
        await using var fixture = new WorkerFixture(table);

        Assert.Equal(MessageOutcome.Failed, await fixture.Worker.HandleAsync(TestJobs.Raw(body), default));
    }

    [Fact(Timeout = 120_000)]
    public async Task Message_OfAJobWithoutARow_IsReportedAsFailed()
    {
        await using var fixture = new WorkerFixture(table);

        Assert.Equal(MessageOutcome.Failed, await fixture.Worker.HandleAsync(TestJobs.Message("nobody-knows"), default));
    }

    [Fact(Timeout = 120_000)]
    public async Task Message_OfAJobSomebodyElseHolds_IsReportedAsFailed()
    {
        await using var fixture = new WorkerFixture(table);
        await fixture.AcceptAsync(TestJobs.New("busy-job"));
        await fixture.Jobs.ClaimAsync("busy-job", WorkerFixture.Lease, default);

        Assert.Equal(MessageOutcome.Failed, await fixture.Worker.HandleAsync(TestJobs.Message("busy-job"), default));
    }

    [Fact(Timeout = 120_000)]
    public async Task Batch_WithOneUnreadableMessage_ReportsThatOneAlone()
    {
        await using var fixture = new WorkerFixture(table);
        await table.PutRegistrationAsync("b1", "r1");
        await fixture.AcceptAsync(TestJobs.New("b1-job", eventId: "b1"));
        var batch = new SqsBatch(TestJobs.Silent(fixture.Time), TimeProvider.System, TimeSpan.FromSeconds(1));
        SQSEvent.SQSMessage[] messages =
        [
            new() { MessageId = "bad", Body = "?" },
            new() { MessageId = "good", Body = """{"jobId":"b1-job"}""" },
        ];

        var response = await batch.HandleAsync(new SQSEvent { Records = [.. messages] }, new TestContext(), fixture.Worker.HandleAsync);

        Assert.Equal(["bad"], response.BatchItemFailures.Select(failure => failure.ItemIdentifier));
        Assert.Equal("1", await fixture.TicketsIssuedAsync("b1", "r1"));
    }
}
