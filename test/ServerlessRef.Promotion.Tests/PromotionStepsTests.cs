using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.SQS;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Tests.Waitlist;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.PromotionTasks.Tests;

public sealed class PromotionStepsTests(TestTable table) : IClassFixture<TestTable>
{
    [Fact(Timeout = 120_000)]
    public async Task AnOffer_SaysWhomItIsMadeTo_AndHowLongItStands()
    {
        var (line, promotion, first) = await KeptAsync("offer");
        await using var fixture = new StepsFixture(table, line);

        Assert.Equal(new PromotionReply("offered", first.Id, 3600, 1), await fixture.RunAsync(PromotionTask.OfferNext, promotion.Id));
        line.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(new PromotionReply("offered", first.Id, 3000, 1), await fixture.RunAsync(PromotionTask.OfferNext, promotion.Id));
    }

    [Fact(Timeout = 120_000)]
    public async Task ATokenLeftInTime_IsTheEntrys_AndNobodyIsTold()
    {
        var (line, promotion, first) = await KeptAsync("announce");
        await using var fixture = new StepsFixture(table, line);
        await fixture.RunAsync(PromotionTask.OfferNext, promotion.Id);

        var reply = await fixture.RunAsync(PromotionTask.Announce, promotion.Id, entryId: first.Id, token: "token-1");

        Assert.Equal(("announced", "token-1"), (reply.Outcome, (await line.ReadAsync(first)).TaskToken));
        Assert.Empty(fixture.Answers);
    }

    [Fact(Timeout = 120_000)]
    public async Task AnOffer_OfAStackThatMails_IsMailedWithItsEnd()
    {
        var (line, promotion, first) = await KeptAsync("mailed");
        await using var fixture = new StepsFixture(table, line);
        await fixture.RunAsync(PromotionTask.OfferNext, promotion.Id);

        var reply = await fixture.RunAsync(PromotionTask.Announce, promotion.Id, entryId: first.Id, token: "token-1", mails: true);

        var mail = JsonElement.Parse(Assert.Single(fixture.Ses.Requests).Body);
        var simple = mail.GetProperty("Content").GetProperty("Simple");
        var until = (await line.ReadAsync(first)).OfferedUntil!.Value.UtcDateTime;
        Assert.Equal("announced", reply.Outcome);
        Assert.Equal(first.Email, mail.GetProperty("Destination").GetProperty("ToAddresses")[0].GetString());
        Assert.Equal($"A seat for {line.Event.Title} is yours to take", simple.GetProperty("Subject").GetProperty("Data").GetString());
        Assert.Contains(until.ToString("HH:mm' UTC'", CultureInfo.InvariantCulture), simple.GetProperty("Body").GetProperty("Text").GetProperty("Data").GetString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task AnOffer_WhoseMailIsNotTaken_StandsAllTheSame()
    {
        var (line, promotion, first) = await KeptAsync("unmailed");
        await using var fixture = new StepsFixture(table, line) { SesAnswer = () => new RecordedAnswer(503, "{}") };
        await fixture.RunAsync(PromotionTask.OfferNext, promotion.Id);

        var reply = await fixture.RunAsync(PromotionTask.Announce, promotion.Id, entryId: first.Id, token: "token-1", mails: true);

        Assert.Equal(("announced", WaitlistStatus.Offered), (reply.Outcome, (await line.ReadAsync(first)).Status));
        Assert.Single(fixture.Ses.Requests);
    }

    [Fact(Timeout = 120_000)]
    public async Task AnOffer_WhenSesRefusesTheConnection_StandsAllTheSame()
    {
        var (line, promotion, first) = await KeptAsync("unreachable");
        await using var fixture = new StepsFixture(table, line);
        await fixture.RunAsync(PromotionTask.OfferNext, promotion.Id);
        await fixture.Ses.DisposeAsync();

        var reply = await fixture.RunAsync(PromotionTask.Announce, promotion.Id, entryId: first.Id, token: "token-1", mails: true);

        Assert.Equal(("announced", WaitlistStatus.Offered), (reply.Outcome, (await line.ReadAsync(first)).Status));
        Assert.Contains("offer-not-mailed", Logged(fixture), StringComparison.Ordinal);
        Assert.Contains(nameof(HttpRequestException), Logged(fixture), StringComparison.Ordinal);
        Assert.DoesNotContain(first.Email!, Logged(fixture), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task AnOffer_WhenSesHangs_StandsAllTheSame_AndIsAnnouncedInTime()
    {
        var (line, promotion, first) = await KeptAsync("hanging");
        var hanging = new TaskCompletionSource();
        await using var fixture = new StepsFixture(table, line) { SesDelay = hanging.Task };
        await fixture.RunAsync(PromotionTask.OfferNext, promotion.Id);

        var reply = await fixture.RunAsync(PromotionTask.Announce, promotion.Id, entryId: first.Id, token: "token-1", mails: true);
        hanging.SetResult();

        Assert.Equal(("announced", WaitlistStatus.Offered), (reply.Outcome, (await line.ReadAsync(first)).Status));
        Assert.Single(fixture.Ses.Requests);
        Assert.Contains("NoAnswerInTime", Logged(fixture), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task AnOffer_WhenTheInvocationItselfIsOutOfTime_IsNotCalledAnnounced()
    {
        var (line, promotion, first) = await KeptAsync("out-of-time");
        var hanging = new TaskCompletionSource();
        using var invocation = new CancellationTokenSource();
        await using var fixture = new StepsFixture(table, line) { SesDelay = hanging.Task, SesAsked = () => invocation.Cancel() };
        await fixture.RunAsync(PromotionTask.OfferNext, promotion.Id);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => fixture.RunAsync(PromotionTask.Announce, promotion.Id, entryId: first.Id, token: "token-1", mails: true, cancellation: invocation.Token));
        hanging.SetResult();

        Assert.DoesNotContain("offer-not-mailed", Logged(fixture), StringComparison.Ordinal);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(true, PromotionAnswers.Accepted)]
    [InlineData(false, PromotionAnswers.Declined)]
    public async Task AnAnswerGivenBeforeTheToken_IsToldWithIt(bool accepts, string answer)
    {
        var (line, promotion, first) = await KeptAsync($"early-{accepts}");
        await using var fixture = new StepsFixture(table, line);
        await fixture.RunAsync(PromotionTask.OfferNext, promotion.Id);
        await (accepts ? (Task)line.AcceptAsync(first) : line.LeaveAsync(await line.ReadAsync(first)));

        var reply = await fixture.RunAsync(PromotionTask.Announce, promotion.Id, entryId: first.Id, token: "token-1");

        Assert.Equal("answered", reply.Outcome);
        Assert.Equal([("token-1", answer)], fixture.Answers);
    }

    [Fact(Timeout = 120_000)]
    public async Task AnAcceptedOffer_BecomesARegistration_WhoseTicketJobIsSent()
    {
        var (line, promotion, first) = await KeptAsync("confirm");
        await using var fixture = new StepsFixture(table, line);
        await fixture.RunAsync(PromotionTask.OfferNext, promotion.Id);
        await line.AcceptAsync(first);

        var reply = await fixture.RunAsync(PromotionTask.Confirm, promotion.Id, entryId: first.Id);

        var registration = await line.FindRegistrationAsync((await line.ReadAsync(first)).RegistrationId!);
        Assert.Equal(("confirmed", "first"), (reply.Outcome, registration.Name));
        Assert.Contains(registration.TicketJobId, Assert.Single(fixture.Queue.Requests).Body, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task ATicketJobThatWasNotSent_IsSentWhenTheStepComesAgain()
    {
        var calls = 0;
        var (line, promotion, first) = await KeptAsync("unsent");
        await using var fixture = new StepsFixture(table, line, _ => ++calls == 1 ? new RecordedAnswer(500, "{}") : new RecordedAnswer(200, """{"MessageId":"m-1"}"""));
        await fixture.RunAsync(PromotionTask.OfferNext, promotion.Id);
        await line.AcceptAsync(first);
        await Assert.ThrowsAnyAsync<AmazonSQSException>(() => fixture.RunAsync(PromotionTask.Confirm, promotion.Id, entryId: first.Id));

        var reply = await fixture.RunAsync(PromotionTask.Confirm, promotion.Id, entryId: first.Id);

        Assert.Equal(("confirmed", 2), (reply.Outcome, fixture.Queue.Requests.Count));
    }

    [Fact(Timeout = 120_000)]
    public async Task WhenNobodyWaits_TheSeatIsReleased()
    {
        var (line, promotion, first) = await KeptAsync("nobody");
        await using var fixture = new StepsFixture(table, line);
        await line.LeaveAsync(first);

        Assert.Equal("released", (await fixture.RunAsync(PromotionTask.OfferNext, promotion.Id)).Outcome);
        Assert.Equal((0, 1), await line.SeatsAsync());
    }

    [Theory(Timeout = 120_000)]
    [InlineData(PromotionSteps.MostOffers, 0)]
    [InlineData(1, 301)]
    public async Task AnExecutionThatHasOfferedForLong_HandsTheSeatToANewOne(int offers, int days)
    {
        var (line, promotion, first) = await KeptAsync($"long-{offers}");
        await using var fixture = new StepsFixture(table, line);
        await fixture.RunAsync(PromotionTask.OfferNext, promotion.Id);

        var reply = await fixture.RunAsync(PromotionTask.OfferNext, promotion.Id, withdraw: first.Id, offers: offers, age: TimeSpan.FromDays(days));

        Assert.Equal("repeated", reply.Outcome);
        Assert.Equal((PromotionStatus.Released, PromotionStatus.Open), ((await line.ReadAsync(promotion)).Status, (await line.ReadAsync(promotion.Again(line.Time.GetUtcNow()))).Status));
        Assert.Equal((1, 0), await line.SeatsAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task WhatCannotBeCarriedOut_IsGivenBackOnce()
    {
        var (line, promotion, first) = await KeptAsync("back");
        await using var fixture = new StepsFixture(table, line);
        await fixture.RunAsync(PromotionTask.OfferNext, promotion.Id);

        Assert.Equal("repeated", (await fixture.RunAsync(PromotionTask.GiveBack, promotion.Id)).Outcome);
        Assert.Equal("gone", (await fixture.RunAsync(PromotionTask.GiveBack, promotion.Id)).Outcome);
        Assert.Equal(WaitlistStatus.Waiting, (await line.ReadAsync(first)).Status);
    }

    [Fact(Timeout = 120_000)]
    public async Task AnUnknownTask_IsRefusedByName()
    {
        var (line, promotion, _) = await KeptAsync("unknown");
        await using var fixture = new StepsFixture(table, line);

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => fixture.RunAsync("celebrate", promotion.Id));

        Assert.Contains("'celebrate'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryMemberOfAReply_IsWritten_BecauseTheWorkflowsPathsNameThem()
    {
        using var written = new MemoryStream();

        new SourceGeneratorLambdaJsonSerializer<PromotionJson>().Serialize(new PromotionReply("released"), written);

        Assert.Equal("""{"outcome":"released","entryId":null,"seconds":null,"offers":null}""", Encoding.UTF8.GetString(written.ToArray()));
    }

    private static string Logged(StepsFixture fixture) => Encoding.UTF8.GetString(fixture.Log.ToArray());

    private async Task<(Line Line, Promotion Promotion, WaitlistEntry First)> KeptAsync(string name)
    {
        var line = await Line.OpenAsync(table, $"steps-{name}");
        var first = await line.WaitAsync("first");
        return (line, (await line.CancelAsync("seat-0"))!, first);
    }
}
