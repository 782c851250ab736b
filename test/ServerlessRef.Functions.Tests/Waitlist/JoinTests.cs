using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Waitlist;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Functions.Tests.Waitlist;

public sealed class JoinTests(TestTable table) : IClassFixture<TestTable>
{
    [Fact(Timeout = 120_000)]
    public async Task Join_ReadsBackWhatWasWritten_AndOnceOnly()
    {
        var line = await Line.OpenAsync(table, "join");
        var entry = line.NewEntry("grace");

        Assert.IsType<JoinOutcome.Joined>(await line.JoinAsync(entry));

        Assert.Equal(entry, await line.ReadAsync(entry));
        Assert.Equal(entry, Assert.IsType<JoinOutcome.Replayed>(await line.JoinAsync(entry)).Existing);
    }

    [Fact(Timeout = 120_000)]
    public async Task Join_WithAMailAddressInTheLine_OrWithASeat_IsRefused()
    {
        var line = await Line.OpenAsync(table, "mail");
        await line.WaitAsync("grace");

        var otherKey = line.NewEntry("grace-again") with { MailHash = line.NewEntry("grace").MailHash };
        Assert.IsType<JoinOutcome.MailWaiting>(await line.JoinAsync(otherKey));
        Assert.IsType<JoinOutcome.MailRegistered>(await line.JoinAsync(line.NewEntry("seat-0")));
    }

    [Fact(Timeout = 120_000)]
    public async Task Places_AreGivenInOrder_AndAJobThatComesAgainChangesNothing()
    {
        var line = await Line.OpenAsync(table, "order", capacity: 4, pools: 3);
        var first = line.NewEntry("first");
        await line.JoinAsync(first);
        var claimed = await line.ClaimAsync(first);

        Assert.Equal(JobEnd.Written, await line.PlaceAgainAsync(claimed));
        Assert.Equal(JobEnd.Written, await line.PlaceAgainAsync(claimed));
        var second = await line.WaitAsync("second");

        Assert.Equal((1, 2), ((await line.ReadAsync(first)).Position, second.Position));
        Assert.Equal((WaitlistStatus.Waiting, JobStatus.Done), ((await line.ReadAsync(first)).Status, await line.JobStatusAsync(first.JobId)));
        Assert.Equal(new FirstInLine(first.Id, 1), await line.Store.FindFirstAsync(line.Event.Id, default));
        Assert.Equal(2, (await line.Store.ReadLineAsync(line.Event.Id, default)).Last);
    }

    [Fact(Timeout = 120_000)]
    public async Task APlaceThatSomebodyElseWasGivenMeanwhile_IsTheNextOne()
    {
        var line = await Line.OpenAsync(table, "race");
        var slow = line.NewEntry("slow");
        await line.JoinAsync(slow);
        var claimed = await line.ClaimAsync(slow);
        line.BeforeNextTransaction(() => line.WaitAsync("fast"));

        Assert.Equal(JobEnd.Written, await line.PlaceAgainAsync(claimed));

        Assert.Equal(2, (await line.ReadAsync(slow)).Position);
    }

    [Fact(Timeout = 120_000)]
    public async Task Leave_BeforeAPlaceIsGiven_EndsTheJob_AndForgetsWhoItWas()
    {
        var line = await Line.OpenAsync(table, "leave-queued");
        var entry = line.NewEntry("grace");
        await line.JoinAsync(entry);

        Assert.IsType<LeaveOutcome.Gone>(await line.LeaveAsync(entry));

        var left = await line.ReadAsync(entry);
        Assert.Equal((WaitlistStatus.Left, JobStatus.Failed), (left.Status, await line.JobStatusAsync(entry.JobId)));
        Assert.Equal((null, null, null, null), (left.Name, left.Email, left.MailHash, left.PayloadHash));
        Assert.IsType<JoinOutcome.Joined>(await line.JoinAsync(line.NewEntry("grace2") with { MailHash = entry.MailHash }));
    }

    [Fact(Timeout = 120_000)]
    public async Task Leave_WhilePlaced_TakesThePlaceOutOfTheLine()
    {
        var line = await Line.OpenAsync(table, "leave-placed");
        var first = await line.WaitAsync("first");
        var second = await line.WaitAsync("second");

        Assert.IsType<LeaveOutcome.Gone>(await line.LeaveAsync(first));
        Assert.IsType<LeaveOutcome.Gone>(await line.LeaveAsync(first));

        Assert.Equal(second.Id, (await line.Store.FindFirstAsync(line.Event.Id, default))!.EntryId);
    }

    [Fact(Timeout = 120_000)]
    public async Task Leave_WhileItIsGivenItsPlace_LeavesThePlace()
    {
        var line = await Line.OpenAsync(table, "leave-race");
        var entry = line.NewEntry("grace");
        await line.JoinAsync(entry);
        line.BeforeNextTransaction(() => line.PlaceAsync(entry));

        Assert.IsType<LeaveOutcome.Gone>(await line.LeaveAsync(entry));

        Assert.Equal(WaitlistStatus.Left, (await line.ReadAsync(entry)).Status);
        Assert.Null(await line.Store.FindFirstAsync(line.Event.Id, default));
    }

    [Fact(Timeout = 120_000)]
    public async Task Leave_WhenItsJobWasGivenUp_ForgetsWhoItWas_AndTheAddressMayWaitAgain()
    {
        var line = await Line.OpenAsync(table, "leave-given-up");
        var entry = line.NewEntry("grace");
        await line.JoinAsync(entry);
        await line.GiveUpAsync(entry);

        Assert.IsType<LeaveOutcome.Gone>(await line.LeaveAsync(entry));

        var left = await line.ReadAsync(entry);
        Assert.Equal((WaitlistStatus.Left, null, null), (left.Status, left.Name, left.MailHash));
        Assert.IsType<JoinOutcome.Joined>(await line.JoinAsync(line.NewEntry("grace2") with { MailHash = entry.MailHash }));
    }

    [Fact(Timeout = 120_000)]
    public async Task Leave_WhileItsJobIsGivenUp_IsTriedAgainWithoutTheJob()
    {
        var line = await Line.OpenAsync(table, "leave-giving-up");
        var entry = line.NewEntry("grace");
        await line.JoinAsync(entry);
        line.BeforeNextTransaction(() => line.GiveUpAsync(entry));

        Assert.IsType<LeaveOutcome.Gone>(await line.LeaveAsync(entry));

        Assert.Equal((WaitlistStatus.Left, JobStatus.Failed), ((await line.ReadAsync(entry)).Status, await line.JobStatusAsync(entry.JobId)));
    }

    [Fact(Timeout = 120_000)]
    public async Task Leave_WhileItsGivenUpJobIsBegunAgain_LeavesNothingToPlace()
    {
        var line = await Line.OpenAsync(table, "leave-redrive");
        var entry = line.NewEntry("grace");
        await line.JoinAsync(entry);
        await line.GiveUpAsync(entry);
        line.BeforeNextTransaction(() => line.RedriveAsync(entry));

        Assert.IsType<LeaveOutcome.Gone>(await line.LeaveAsync(entry));

        Assert.Equal((WaitlistStatus.Left, JobStatus.Pending), ((await line.ReadAsync(entry)).Status, await line.JobStatusAsync(entry.JobId)));
        Assert.Equal(JobEnd.EffectRefused, await line.PlaceAsync(entry));
        Assert.Null(await line.Store.FindFirstAsync(line.Event.Id, default));
    }

    [Fact(Timeout = 120_000)]
    public async Task Leave_WhileItsGivenUpJobIsBegunAgainAndDone_LeavesThePlace()
    {
        var line = await Line.OpenAsync(table, "leave-redriven");
        var entry = line.NewEntry("grace");
        await line.JoinAsync(entry);
        await line.GiveUpAsync(entry);
        line.BeforeNextTransaction(async () =>
        {
            await line.RedriveAsync(entry);
            await line.PlaceAsync(entry);
        });

        Assert.IsType<LeaveOutcome.Gone>(await line.LeaveAsync(entry));

        Assert.Equal((WaitlistStatus.Left, JobStatus.Done), ((await line.ReadAsync(entry)).Status, await line.JobStatusAsync(entry.JobId)));
        Assert.Null(await line.Store.FindFirstAsync(line.Event.Id, default));
    }

    [Fact(Timeout = 120_000)]
    public async Task ASeatLeftWhenSomebodyComesIntoTheLine_IsKept_OnceForEachEntry()
    {
        var line = await Line.OpenAsync(table, "left", capacity: 3, pools: 2);
        await line.CancelAsync("seat-0");
        await line.CancelAsync("seat-1");
        Assert.Equal((1, 2), await line.SeatsAsync());
        var entry = await line.WaitAsync("grace");

        await line.KeepSeatLeftAsync(entry);
        await line.KeepSeatLeftAsync(entry);

        Assert.Equal((2, 1), await line.SeatsAsync());
    }
}
