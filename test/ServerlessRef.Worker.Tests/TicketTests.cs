using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Worker.Tests;

public sealed class TicketTests(TestTable table) : IClassFixture<TestTable>
{
    [Fact(Timeout = 120_000)]
    public async Task Ticket_OfAConfirmedRegistration_IsIssuedWithTheJobsEnd()
    {
        await using var fixture = new WorkerFixture(table);
        await table.PutRegistrationAsync("t1", "r1");
        await fixture.AcceptAsync(TestJobs.New("t1-job", eventId: "t1"));

        var outcome = await fixture.Worker.HandleAsync(TestJobs.Message("t1-job"), default);

        Assert.Equal(MessageOutcome.Acknowledged, outcome);
        var job = await fixture.FindAsync("t1-job");
        var registration = await table.ReadAsync("EVENT#t1", "REG#r1");
        Assert.Equal((JobStatus.Done, TicketCode.For("t1-job")), (job.Status, job.Result));
        Assert.Equal((TicketCode.For("t1-job"), "2026-03-01T12:00:00Z", "1"), (registration["ticketCode"].S, registration["ticketIssuedAt"].S, registration["ticketsIssued"].N));
    }

    [Fact(Timeout = 120_000)]
    public async Task Ticket_WhenItsMessageComesTwice_IsIssuedOnce()
    {
        await using var fixture = new WorkerFixture(table);
        await table.PutRegistrationAsync("t2", "r1");
        await fixture.AcceptAsync(TestJobs.New("t2-job", eventId: "t2"));

        await fixture.Worker.HandleAsync(TestJobs.Message("t2-job"), default);
        var second = await fixture.Worker.HandleAsync(TestJobs.Message("t2-job"), default);

        Assert.Equal(MessageOutcome.Acknowledged, second);
        Assert.Equal("1", await fixture.TicketsIssuedAsync("t2", "r1"));
    }

    [Fact(Timeout = 120_000)]
    public async Task Ticket_WhenTheAnswerOfItsTransactionIsLost_IsIssuedOnceAndAcknowledgedLater()
    {
        await using var fixture = new WorkerFixture(table);
        await table.PutRegistrationAsync("t3", "r1");
        await fixture.AcceptAsync(TestJobs.New("t3-job", eventId: "t3"));
        table.Database.AfterTransaction = () => throw new IOException("The connection was lost.");

        await Assert.ThrowsAsync<IOException>(() => fixture.Worker.HandleAsync(TestJobs.Message("t3-job"), default));
        table.Database.AfterTransaction = null;
        var later = await fixture.Worker.HandleAsync(TestJobs.Message("t3-job"), default);

        Assert.Equal(MessageOutcome.Acknowledged, later);
        Assert.Equal("1", await fixture.TicketsIssuedAsync("t3", "r1"));
    }

    [Fact(Timeout = 120_000)]
    public async Task Ticket_WhenTheWorkerDiesAfterItsClaim_IsIssuedOnceTheLeaseIsOver()
    {
        await using var fixture = new WorkerFixture(table);
        await table.PutRegistrationAsync("t4", "r1");
        await fixture.AcceptAsync(TestJobs.New("t4-job", eventId: "t4"));
        table.Database.BeforeTransaction = _ => throw new IOException("The process was killed.");
        await Assert.ThrowsAsync<IOException>(() => fixture.Worker.HandleAsync(TestJobs.Message("t4-job"), default));
        table.Database.BeforeTransaction = null;

        var during = await fixture.Worker.HandleAsync(TestJobs.Message("t4-job"), default);
        fixture.Time.Advance(WorkerFixture.Lease);
        var after = await fixture.Worker.HandleAsync(TestJobs.Message("t4-job"), default);

        Assert.Equal((MessageOutcome.Failed, MessageOutcome.Acknowledged), (during, after));
        Assert.Equal("1", await fixture.TicketsIssuedAsync("t4", "r1"));
    }

    [Fact(Timeout = 120_000)]
    public async Task Ticket_WhenAnotherWorkerTookTheJobMeanwhile_IsNotIssuedByTheFirst()
    {
        await using var fixture = new WorkerFixture(table);
        await table.PutRegistrationAsync("t5", "r1");
        await fixture.AcceptAsync(TestJobs.New("t5-job", eventId: "t5"));
        table.Database.BeforeTransaction = async _ =>
        {
            table.Database.BeforeTransaction = null;
            fixture.Time.Advance(WorkerFixture.Lease);
            Assert.IsType<JobClaim.Taken>(await fixture.Jobs.ClaimAsync("t5-job", WorkerFixture.Lease, default));
        };

        var outcome = await fixture.Worker.HandleAsync(TestJobs.Message("t5-job"), default);

        Assert.Equal(MessageOutcome.Failed, outcome);
        Assert.Null(await fixture.TicketsIssuedAsync("t5", "r1"));
    }

    [Fact(Timeout = 120_000)]
    public async Task Ticket_OfACancelledRegistration_EndsTheJobAsFailedCancelled()
    {
        await using var fixture = new WorkerFixture(table);
        await table.PutRegistrationAsync("t6", "r1", status: "cancelled");
        await fixture.AcceptAsync(TestJobs.New("t6-job", eventId: "t6"));

        var outcome = await fixture.Worker.HandleAsync(TestJobs.Message("t6-job"), default);

        var job = await fixture.FindAsync("t6-job");
        Assert.Equal(MessageOutcome.Acknowledged, outcome);
        Assert.Equal((JobStatus.Failed, JobErrors.Cancelled), (job.Status, job.Error));
        Assert.Null(await fixture.TicketsIssuedAsync("t6", "r1"));
    }
}
