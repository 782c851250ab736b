using System.Text;
using System.Text.Json;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Mail;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Worker.Tests;

public sealed class TicketMailTests(TestTable table) : IClassFixture<TestTable>
{
    [Fact(Timeout = 120_000)]
    public async Task Ticket_OfAStackThatMails_IsMailedToItsHolderByAJobOfItsOwn()
    {
        await using var fixture = new WorkerFixture(table);
        await AcceptAsync(fixture, "m1", email: "ada@example.com");

        var outcome = await fixture.MailingWorker.HandleAsync(TestJobs.Message("m1-job"), default);

        var mail = JsonElement.Parse(Assert.Single(fixture.Ses.Requests).Body);
        var simple = mail.GetProperty("Content").GetProperty("Simple");
        var text = simple.GetProperty("Body").GetProperty("Text").GetProperty("Data").GetString()!;
        Assert.Equal(MessageOutcome.Acknowledged, outcome);
        Assert.Equal(("tickets@example.org", "mails", "ada@example.com"), (mail.GetProperty("FromEmailAddress").GetString(), mail.GetProperty("ConfigurationSetName").GetString(), mail.GetProperty("Destination").GetProperty("ToAddresses")[0].GetString()));
        Assert.Equal("Your ticket for Meetup", simple.GetProperty("Subject").GetProperty("Data").GetString());
        Assert.Contains("Ada", text, StringComparison.Ordinal);
        Assert.Contains(TicketCode.For("m1-job"), text, StringComparison.Ordinal);
        Assert.Contains("Tuesday, 31 March 2026, 12:00 UTC", text, StringComparison.Ordinal);
        Assert.Contains("https://site.example/#/events/m1\n", text, StringComparison.Ordinal);
        var job = await fixture.FindAsync(MailJob);
        Assert.Equal((JobStatus.Done, "ses-1"), (job.Status, job.Result));
        Assert.Equal(MailJob, mail.GetProperty("EmailTags")[0].GetProperty("Value").GetString());
    }

    [Fact(Timeout = 120_000)]
    public async Task Ticket_OfAStackThatSendsNoMail_LeavesNoJobForOne()
    {
        await using var fixture = new WorkerFixture(table);
        await AcceptAsync(fixture, "m2");

        await fixture.Worker.HandleAsync(TestJobs.Message("m2-job"), default);

        Assert.Empty(fixture.Ses.Requests);
        Assert.Null(await fixture.Jobs.FindAsync(DerivedId.ForTicketMailJob("m2-r"), default));
    }

    [Fact(Timeout = 120_000)]
    public async Task Mail_ThatFailsWithItsTicket_TakesNothingFromIt_AndComesWithTheSweepersMessage()
    {
        await using var fixture = new WorkerFixture(table);
        await AcceptAsync(fixture, "m3", registration: "m3-r");
        fixture.SesAnswer = () => Refusal(503, "ServiceUnavailable");

        var first = await fixture.MailingWorker.HandleAsync(TestJobs.Message("m3-job"), default);
        var mailJob = DerivedId.ForTicketMailJob("m3-r");
        var waiting = await fixture.FindAsync(mailJob);
        fixture.SesAnswer = () => new RecordedAnswer(200, """{"MessageId":"ses-2"}""");
        fixture.Time.Advance(WorkerFixture.Lease);
        var second = await fixture.MailingWorker.HandleAsync(TestJobs.Message(mailJob), default);

        Assert.Equal((MessageOutcome.Acknowledged, MessageOutcome.Acknowledged), (first, second));
        Assert.Equal(JobStatus.Done, (await fixture.FindAsync("m3-job")).Status);
        Assert.Equal((JobStatus.Running, 1), (waiting.Status, waiting.Attempts));
        Assert.InRange(waiting.NextSendAt, TestJobs.Start, TestJobs.Start.AddMinutes(1));
        Assert.Equal((JobStatus.Done, "ses-2"), ((await fixture.FindAsync(mailJob)).Status, (await fixture.FindAsync(mailJob)).Result));
        Assert.Equal(2, fixture.Ses.Requests.Count);
    }

    [Fact(Timeout = 120_000)]
    public async Task Mail_WhenSesCannotBeReached_StaysWithItsJob_WhichIsTriedAgain()
    {
        await using var fixture = new WorkerFixture(table);
        await AcceptAsync(fixture, "m11", registration: "m11-r");
        await fixture.Ses.DisposeAsync();
        var mailJob = DerivedId.ForTicketMailJob("m11-r");

        var ticket = await fixture.MailingWorker.HandleAsync(TestJobs.Message("m11-job"), default);
        fixture.Time.Advance(WorkerFixture.Lease);
        var failure = await Assert.ThrowsAsync<MailFailedException>(() => fixture.MailingWorker.HandleAsync(TestJobs.Message(mailJob), default));

        Assert.Equal((MessageOutcome.Acknowledged, false), (ticket, failure.IsFinal));
        Assert.Equal((JobStatus.Running, 2), ((await fixture.FindAsync(mailJob)).Status, (await fixture.FindAsync(mailJob)).Attempts));
    }

    [Fact(Timeout = 120_000)]
    public async Task Mail_WhoseMessageComesTwice_IsSentOnce()
    {
        await using var fixture = new WorkerFixture(table);
        await AcceptAsync(fixture, "m4", registration: "m4-r");
        await fixture.MailingWorker.HandleAsync(TestJobs.Message("m4-job"), default);

        var again = await fixture.MailingWorker.HandleAsync(TestJobs.Message(DerivedId.ForTicketMailJob("m4-r")), default);

        Assert.Equal(MessageOutcome.Acknowledged, again);
        Assert.Single(fixture.Ses.Requests);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("m5", "MessageRejected")]
    [InlineData("m6", "BadRequestException")]
    [InlineData("m7", "NotFoundException")]
    public async Task Mail_ThatSesWouldRefuseAgain_EndsItsJobAtOnce_AndItsAddressIsInNoLog(string eventId, string code)
    {
        await using var fixture = new WorkerFixture(table);
        await AcceptAsync(fixture, eventId, registration: eventId + "-r", email: "ada@example.com");
        fixture.SesAnswer = () => Refusal(400, code);

        var outcome = await fixture.MailingWorker.HandleAsync(TestJobs.Message(eventId + "-job"), default);

        var job = await fixture.FindAsync(DerivedId.ForTicketMailJob(eventId + "-r"));
        Assert.Equal(MessageOutcome.Acknowledged, outcome);
        Assert.Equal((JobStatus.Failed, JobErrors.MailRefused), (job.Status, job.Error));
        var log = Encoding.UTF8.GetString(fixture.Log.ToArray());
        Assert.Contains(code, log, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.com", log, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Mail_OfARegistrationCancelledMeanwhile_IsNotSent_AndItsJobEndsAsCancelled()
    {
        await using var fixture = new WorkerFixture(table);
        await AcceptAsync(fixture, "m8", registration: "m8-r");
        fixture.SesAnswer = () => Refusal(503, "ServiceUnavailable");
        await fixture.MailingWorker.HandleAsync(TestJobs.Message("m8-job"), default);
        await table.PutRegistrationAsync("m8", "m8-r", status: "cancelled");
        fixture.Time.Advance(WorkerFixture.Lease);

        await fixture.MailingWorker.HandleAsync(TestJobs.Message(DerivedId.ForTicketMailJob("m8-r")), default);

        var job = await fixture.FindAsync(DerivedId.ForTicketMailJob("m8-r"));
        Assert.Equal((JobStatus.Failed, JobErrors.Cancelled), (job.Status, job.Error));
        Assert.Single(fixture.Ses.Requests);
    }

    [Fact(Timeout = 120_000)]
    public async Task Mail_OfAStackThatSendsNoneAnyMore_EndsItsJobWithTheReason()
    {
        await using var fixture = new WorkerFixture(table);
        await table.PutRegistrationAsync("m9", "m9-r");
        await fixture.AcceptAsync(TestJobs.New("m9-mail", JobType.TicketMail, "m9", "m9-r"));

        await fixture.Worker.HandleAsync(TestJobs.Message("m9-mail"), default);

        var job = await fixture.FindAsync("m9-mail");
        Assert.Equal((JobStatus.Failed, JobErrors.MailOff), (job.Status, job.Error));
    }

    [Fact(Timeout = 120_000)]
    public async Task Ticket_WhoseTransactionIsRefused_LeavesNoMail()
    {
        await using var fixture = new WorkerFixture(table);
        await AcceptAsync(fixture, "m10", registration: "m10-r", status: "cancelled");

        await fixture.MailingWorker.HandleAsync(TestJobs.Message("m10-job"), default);

        Assert.Null(await fixture.Jobs.FindAsync(DerivedId.ForTicketMailJob("m10-r"), default));
        Assert.Empty(fixture.Ses.Requests);
    }

    private const string MailRegistration = "m1-r";

    private static string MailJob => DerivedId.ForTicketMailJob(MailRegistration);

    private async Task AcceptAsync(WorkerFixture fixture, string eventId, string? registration = null, string email = "ada@example.com", string status = "confirmed")
    {
        registration ??= eventId + "-r";
        await table.PutEventAsync(eventId);
        await table.PutRegistrationAsync(eventId, registration, status, email: email);
        await fixture.AcceptAsync(TestJobs.New(eventId + "-job", eventId: eventId, subject: registration));
    }

    private static RecordedAnswer Refusal(int status, string code) =>
        new(status, """{"message":"Email address is not verified: ada@example.com"}""", ("x-amzn-ErrorType", code));
}
