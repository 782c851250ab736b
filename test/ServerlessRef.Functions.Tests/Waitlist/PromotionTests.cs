using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Domain.Registrations;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Waitlist;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Functions.Tests.Waitlist;

public sealed class PromotionTests(TestTable table) : IClassFixture<TestTable>
{
    [Fact(Timeout = 120_000)]
    public async Task ASeatGivenBack_WithoutALine_IsEverybodys()
    {
        var line = await Line.OpenAsync(table, "no-line");

        Assert.Null(await line.CancelAsync("seat-0"));
        Assert.Equal((0, 1), await line.SeatsAsync());
    }

    [Theory(Timeout = 120_000)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task ASeatGivenBack_IsKeptForTheFirst_WhoTakesIt(int pools)
    {
        var line = await Line.OpenAsync(table, $"taken-{pools}", capacity: 6, pools);
        var first = await line.WaitAsync("first");
        await line.WaitAsync("second");
        var promotion = (await line.CancelAsync("seat-2"))!;
        Assert.Equal((6, 0), await line.SeatsAsync());

        var offered = Assert.IsType<OfferOutcome.Offered>(await line.OfferNextAsync(promotion)).Entry;
        Assert.Equal((first.Id, WaitlistStatus.Offered, "first@example.org", line.Time.GetUtcNow().AddHours(1)), (offered.Id, offered.Status, offered.Email, offered.OfferedUntil));
        Assert.Equal(WaitlistStatus.Accepted, (await line.AcceptAsync(first))!.Status);
        var confirmed = Assert.IsType<ConfirmOutcome.Confirmed>(await line.ConfirmAsync(promotion, first));
        Assert.Equal(confirmed, await line.ConfirmAsync(promotion, first));

        var registration = await line.FindRegistrationAsync(confirmed.RegistrationId);
        var promoted = await line.ReadAsync(first);
        Assert.Equal(
            (RegistrationStatus.Confirmed, "first", first.TokenHash, promotion.SeatPool, first.MailHash),
            (registration.Status, registration.Name, registration.TokenHash, registration.SeatPool, registration.MailHash));
        Assert.Equal((WaitlistStatus.Promoted, confirmed.RegistrationId), (promoted.Status, promoted.RegistrationId));
        Assert.Equal((null, null, null, null), (promoted.Name, promoted.Email, promoted.MailHash, promoted.PayloadHash));
        Assert.Equal((PromotionStatus.Confirmed, JobStatus.Pending), ((await line.ReadAsync(promotion)).Status, await line.JobStatusAsync(confirmed.TicketJobId)));
        Assert.Equal((6, 0), await line.SeatsAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task OfferNext_AgainAfterALostAnswer_OffersToTheSame()
    {
        var line = await Line.OpenAsync(table, "again");
        var first = await line.WaitAsync("first");
        await line.WaitAsync("second");
        var promotion = (await line.CancelAsync("seat-0"))!;

        await line.OfferNextAsync(promotion);

        Assert.Equal(first.Id, Assert.IsType<OfferOutcome.Offered>(await line.OfferNextAsync(promotion)).Entry.Id);
    }

    [Fact(Timeout = 120_000)]
    public async Task OfferNext_OfASecondExecution_IsADuplicate()
    {
        var line = await Line.OpenAsync(table, "duplicate");
        await line.WaitAsync("first");
        var promotion = (await line.CancelAsync("seat-0"))!;
        await line.OfferNextAsync(promotion);

        Assert.IsType<OfferOutcome.Duplicate>(await line.OfferNextAsync(promotion, execution: "another"));
    }

    [Fact(Timeout = 120_000)]
    public async Task AnOfferNobodyAnswers_ExpiresAndGoesToTheNext_ThenTheSeatIsEverybodys()
    {
        var line = await Line.OpenAsync(table, "expired");
        var first = await line.WaitAsync("first");
        var second = await line.WaitAsync("second");
        var promotion = (await line.CancelAsync("seat-0"))!;
        await line.OfferNextAsync(promotion);
        line.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(second.Id, Assert.IsType<OfferOutcome.Offered>(await line.OfferNextAsync(promotion, withdraw: first.Id)).Entry.Id);
        Assert.Equal(second.Id, Assert.IsType<OfferOutcome.Offered>(await line.OfferNextAsync(promotion, withdraw: first.Id)).Entry.Id);
        Assert.Equal(WaitlistStatus.Expired, (await line.AcceptAsync(first))!.Status);
        Assert.IsType<OfferOutcome.Released>(await line.OfferNextAsync(promotion, withdraw: second.Id));
        Assert.IsType<OfferOutcome.Released>(await line.OfferNextAsync(promotion, withdraw: second.Id));

        Assert.Equal((0, 1), await line.SeatsAsync());
        Assert.IsType<JoinOutcome.Joined>(await line.JoinAsync(line.NewEntry("first2") with { MailHash = first.MailHash }));
    }

    [Fact(Timeout = 120_000)]
    public async Task AnAcceptance_AfterTheOfferEnded_IsNone()
    {
        var line = await Line.OpenAsync(table, "late");
        var first = await line.WaitAsync("first");
        var promotion = (await line.CancelAsync("seat-0"))!;
        await line.OfferNextAsync(promotion);
        line.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(WaitlistStatus.Offered, (await line.AcceptAsync(first))!.Status);
    }

    [Fact(Timeout = 120_000)]
    public async Task AWithdrawal_ThatComesAfterTheYes_IsTheYes()
    {
        var line = await Line.OpenAsync(table, "yes");
        var first = await line.WaitAsync("first");
        var promotion = (await line.CancelAsync("seat-0"))!;
        await line.OfferNextAsync(promotion);
        await line.AcceptAsync(first);

        Assert.Equal(new OfferOutcome.Accepted(first.Id), await line.OfferNextAsync(promotion, withdraw: first.Id));
    }

    [Fact(Timeout = 120_000)]
    public async Task ANo_LeavesItsTokenToTheCaller_AndTheSeatToTheNext()
    {
        var line = await Line.OpenAsync(table, "no");
        var first = await line.WaitAsync("first");
        var second = await line.WaitAsync("second");
        var promotion = (await line.CancelAsync("seat-0"))!;
        await line.OfferNextAsync(promotion);
        await line.Promotions.StoreTokenAsync(line.Event.Id, first.Id, promotion.Id, "token-1", default);

        Assert.Equal(new LeaveOutcome.Declined("token-1"), await line.LeaveAsync(first));
        Assert.Equal(new LeaveOutcome.Declined("token-1"), await line.LeaveAsync(first));
        Assert.Equal(second.Id, Assert.IsType<OfferOutcome.Offered>(await line.OfferNextAsync(promotion, withdraw: first.Id)).Entry.Id);
    }

    [Fact(Timeout = 120_000)]
    public async Task ATokenThatComesAfterTheAnswer_ShowsIt_AndOneOfAnotherPromotionIsNotStored()
    {
        var line = await Line.OpenAsync(table, "token");
        var first = await line.WaitAsync("first");
        var promotion = (await line.CancelAsync("seat-0"))!;
        await line.OfferNextAsync(promotion);
        Assert.Null((await line.AcceptAsync(first))!.TaskToken);

        Assert.Equal(WaitlistStatus.Accepted, (await line.Promotions.StoreTokenAsync(line.Event.Id, first.Id, promotion.Id, "token", default))!.Status);
        Assert.Null(await line.Promotions.StoreTokenAsync(line.Event.Id, first.Id, "prm_other", "token", default));
        Assert.Equal("token", (await line.AcceptAsync(first))!.TaskToken);
        Assert.IsType<LeaveOutcome.Answered>(await line.LeaveAsync(first));
    }

    [Fact(Timeout = 120_000)]
    public async Task AReleaseWhileSomebodyComesIntoTheLine_OffersToHim()
    {
        var line = await Line.OpenAsync(table, "grew", capacity: 2, pools: 2);
        var gone = await line.WaitAsync("gone");
        await line.LeaveAsync(gone);
        var promotion = (await line.CancelAsync("seat-1"))!;
        await table.Database.UpdateItemAsync(new Amazon.DynamoDBv2.Model.UpdateItemRequest
        {
            TableName = TestTable.Name,
            Key = ServerlessRef.Functions.Storage.ItemKey.Promotion(line.Event.Id, promotion.Id),
            UpdateExpression = "SET execution = :execution",
            ExpressionAttributeValues = new() { [":execution"] = new(Line.Execution) },
        });
        line.BeforeNextTransaction(() => line.WaitAsync("late"));

        Assert.Equal("late", Assert.IsType<OfferOutcome.Offered>(await line.OfferNextAsync(promotion)).Entry.Name);
        Assert.Equal((2, 0), await line.SeatsAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task AnAcceptedSeat_OfSomebodyWhoRegisteredMeanwhile_IsClosed_AndGoesToTheNext()
    {
        var line = await Line.OpenAsync(table, "registered", capacity: 2);
        var first = await line.WaitAsync("first");
        var second = await line.WaitAsync("second");
        var other = (await line.CancelAsync("seat-0"))!;
        var promotion = (await line.CancelAsync("seat-1"))!;
        await line.OfferNextAsync(promotion);
        await line.AcceptAsync(first);

        // The other seat is everybody's for a moment, and the first in the line takes it by hand.
        await line.LeaveAsync(second);
        Assert.IsType<OfferOutcome.Released>(await line.OfferNextAsync(other));
        await line.RegisterAsync("first");

        Assert.IsType<ConfirmOutcome.Refused>(await line.ConfirmAsync(promotion, first));
        Assert.IsType<ConfirmOutcome.Refused>(await line.ConfirmAsync(promotion, first));
        Assert.Equal(WaitlistStatus.Closed, (await line.ReadAsync(first)).Status);
        Assert.IsType<OfferOutcome.Released>(await line.OfferNextAsync(promotion));
        Assert.Equal((1, 1), await line.SeatsAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task AfterTheStart_NothingIsOffered_AndAnAcceptedOfferIsClosed()
    {
        var line = await Line.OpenAsync(table, "started");
        var first = await line.WaitAsync("first");
        await line.WaitAsync("second");
        var promotion = (await line.CancelAsync("seat-0"))!;
        line.Time.Advance(line.Event.StartsAt - line.Time.GetUtcNow() - TimeSpan.FromMinutes(10));
        var offered = Assert.IsType<OfferOutcome.Offered>(await line.OfferNextAsync(promotion)).Entry;
        await line.AcceptAsync(first);
        line.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(line.Event.StartsAt, offered.OfferedUntil);
        Assert.IsType<ConfirmOutcome.Refused>(await line.ConfirmAsync(promotion, first));
        Assert.IsType<OfferOutcome.Released>(await line.OfferNextAsync(promotion));
        Assert.Equal((0, 1), await line.SeatsAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task GiveBack_PutsTheEntryBackToItsPlace_AndKeepsTheSeatForAnotherAttempt_ThreeTimes()
    {
        var line = await Line.OpenAsync(table, "give-back");
        var first = await line.WaitAsync("first");
        var promotion = (await line.CancelAsync("seat-0"))!;
        for (var attempt = 1; attempt < Promotion.MostAttempts; attempt++)
        {
            Assert.IsType<OfferOutcome.Offered>(await line.OfferNextAsync(promotion));
            Assert.Equal(GiveBackOutcome.Repeated, await line.GiveBackAsync(promotion));
            Assert.Equal(GiveBackOutcome.Gone, await line.GiveBackAsync(promotion));

            Assert.Equal((WaitlistStatus.Waiting, 1), ((await line.ReadAsync(first)).Status, (await line.ReadAsync(first)).Position));
            Assert.Equal((1, 0), await line.SeatsAsync());
            promotion = await line.ReadAsync(promotion.Again(line.Time.GetUtcNow()));
            Assert.Equal((attempt + 1, PromotionStatus.Open), (promotion.Attempt, promotion.Status));
        }

        await line.OfferNextAsync(promotion);

        Assert.Equal(GiveBackOutcome.Released, await line.GiveBackAsync(promotion));
        Assert.Equal(WaitlistStatus.Waiting, (await line.ReadAsync(first)).Status);
        Assert.Equal((0, 1), await line.SeatsAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task GiveBack_OfAnAcceptedSeat_LeavesItToWhoHasAccepted_HoweverOften()
    {
        var line = await Line.OpenAsync(table, "give-back-accepted");
        var (first, _) = (await line.WaitAsync("first"), await line.WaitAsync("second"));
        var promotion = (await line.CancelAsync("seat-0"))!;
        await line.OfferNextAsync(promotion);
        await line.AcceptAsync(first);
        for (var attempt = 1; attempt <= Promotion.MostAttempts + 1; attempt++)
        {
            Assert.Equal(GiveBackOutcome.Repeated, await line.GiveBackAsync(promotion));
            Assert.Equal(WaitlistStatus.Accepted, (await line.ReadAsync(first)).Status);
            promotion = await line.ReadAsync(promotion.Again(line.Time.GetUtcNow()));
            Assert.Equal((attempt + 1, PromotionStatus.Open, first.Id), (promotion.Attempt, promotion.Status, promotion.EntryId));
            Assert.Equal(first.Id, Assert.IsType<OfferOutcome.Offered>(await line.OfferNextAsync(promotion)).Entry.Id);
            Assert.Equal(WaitlistStatus.Accepted, (await line.Promotions.StoreTokenAsync(line.Event.Id, first.Id, promotion.Id, "token", default))!.Status);
        }

        Assert.IsType<ConfirmOutcome.Confirmed>(await line.ConfirmAsync(promotion, first));
        Assert.Equal(WaitlistStatus.Promoted, (await line.ReadAsync(first)).Status);
        Assert.Equal((1, 0), await line.SeatsAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task GiveBack_OfAnAcceptedSeat_WhenTheEventHasStarted_ClosesTheEntry()
    {
        var line = await Line.OpenAsync(table, "give-back-started");
        var first = await line.WaitAsync("first");
        var promotion = (await line.CancelAsync("seat-0"))!;
        await line.OfferNextAsync(promotion);
        await line.AcceptAsync(first);
        line.Time.Advance(line.Event.StartsAt - line.Time.GetUtcNow());

        Assert.Equal(GiveBackOutcome.Released, await line.GiveBackAsync(promotion));
        Assert.Equal(WaitlistStatus.Closed, (await line.ReadAsync(first)).Status);
    }
}
