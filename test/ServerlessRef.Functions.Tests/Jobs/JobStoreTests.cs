using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Functions.Tests.Jobs;

public sealed class JobStoreTests(TestTable table) : IClassFixture<TestTable>
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private readonly SteppedTime _time = new(TestJobs.Start);

    private JobStore Jobs => new(table.Database, TestTable.Name, _time);

    [Fact(Timeout = 120_000)]
    public async Task PutPending_OfAJobThatExists_ReturnsItAndWritesNothing()
    {
        var job = TestJobs.New("put");
        await Jobs.PutPendingAsync(job, default);

        Assert.Equal(job, await Jobs.PutPendingAsync(job with { PayloadHash = "other" }, default));
    }

    [Fact(Timeout = 120_000)]
    public async Task Find_ReadsWhatWasWritten()
    {
        var job = TestJobs.New("find", JobType.Badges, subject: null) with { Owner = "sub-1" };
        await Jobs.PutPendingAsync(job, default);

        Assert.Equal(job, await Jobs.FindAsync("find", default));
    }

    [Fact(Timeout = 120_000)]
    public async Task Claim_RaisesFenceAndAttempts()
    {
        await Jobs.PutPendingAsync(TestJobs.New("claim"), default);
        await Jobs.ClaimAsync("claim", Lease, default);
        _time.Advance(Lease);

        var second = Assert.IsType<JobClaim.Taken>(await Jobs.ClaimAsync("claim", Lease, default)).Job;

        Assert.Equal((2L, 2, _time.GetUtcNow() + Lease), (second.Fence, second.Attempts, second.LeaseUntil!.Value));
    }

    [Fact(Timeout = 120_000)]
    public async Task Claim_UnderALiveLease_IsBusy()
    {
        await Jobs.PutPendingAsync(TestJobs.New("busy"), default);
        await Jobs.ClaimAsync("busy", Lease, default);
        _time.Advance(Lease - TimeSpan.FromMilliseconds(1));

        Assert.IsType<JobClaim.Busy>(await Jobs.ClaimAsync("busy", Lease, default));
    }

    [Fact(Timeout = 120_000)]
    public async Task Complete_Twice_IsWrittenBothTimes()
    {
        await Jobs.PutPendingAsync(TestJobs.New("twice"), default);
        var claimed = Assert.IsType<JobClaim.Taken>(await Jobs.ClaimAsync("twice", Lease, default)).Job;

        // The second stands for the SDK's retry after a lost answer.
        Assert.Equal(JobEnd.Written, await Jobs.CompleteAsync(claimed, "result", default));
        Assert.Equal(JobEnd.Written, await Jobs.CompleteAsync(claimed, "result", default));
    }

    [Fact(Timeout = 120_000)]
    public async Task Complete_AfterALaterClaim_IsFenced()
    {
        await Jobs.PutPendingAsync(TestJobs.New("fenced"), default);
        var first = Assert.IsType<JobClaim.Taken>(await Jobs.ClaimAsync("fenced", Lease, default)).Job;
        _time.Advance(Lease);
        await Jobs.ClaimAsync("fenced", Lease, default);

        Assert.Equal(JobEnd.Fenced, await Jobs.CompleteAsync(first, "result", default));
        Assert.Equal(JobEnd.Fenced, await Jobs.FailAsync(first, "why", default));
    }

    [Fact(Timeout = 120_000)]
    public async Task Reopen_OfAFailedJob_MakesItPendingAndANewClaimCompletesIt()
    {
        await Jobs.PutPendingAsync(TestJobs.New("reopen"), default);
        var given = Assert.IsType<JobClaim.Taken>(await Jobs.ClaimAsync("reopen", Lease, default)).Job;
        await Jobs.FailAsync(given, JobErrors.RetriesExhausted, default);

        Assert.True(await Jobs.ReopenAsync("reopen", default));
        Assert.Equal(0, (await Jobs.FindAsync("reopen", default))!.Attempts);
        Assert.False(await Jobs.ReopenAsync("reopen", default));
        var claimed = Assert.IsType<JobClaim.Taken>(await Jobs.ClaimAsync("reopen", Lease, default)).Job;
        Assert.Null(claimed.Error);
        Assert.Equal(JobEnd.Written, await Jobs.CompleteAsync(claimed, "result", default));
    }

    [Fact(Timeout = 120_000)]
    public async Task Advance_ByTwoSweepersWithTheSameRow_SucceedsOnce()
    {
        var job = TestJobs.New("advance");
        await Jobs.PutPendingAsync(job, default);

        Assert.True(await Jobs.AdvanceNextSendAsync(job, default));
        Assert.False(await Jobs.AdvanceNextSendAsync(job, default));
    }

    [Fact(Timeout = 120_000)]
    public async Task Index_ShowsAJobAsUnfinishedThenFailedAndNoLongerOnceDone()
    {
        var shard = JobShard.Of("index");
        await Jobs.PutPendingAsync(TestJobs.New("index"), default);
        Assert.Contains("index", (await Jobs.QueryUnfinishedAsync(shard, 100, default)).Select(job => job.Id));

        await Jobs.FailUnheldAsync("index", "why", default);
        Assert.DoesNotContain("index", (await Jobs.QueryUnfinishedAsync(shard, 100, default)).Select(job => job.Id));
        Assert.Contains("index", (await Jobs.QueryFailedAsync(shard, 100, default)).Select(job => job.Id));

        await Jobs.ReopenAsync("index", default);
        var claimed = Assert.IsType<JobClaim.Taken>(await Jobs.ClaimAsync("index", Lease, default)).Job;
        await Jobs.CompleteAsync(claimed, "result", default);
        Assert.DoesNotContain("index", (await Jobs.QueryUnfinishedAsync(shard, 100, default)).Select(job => job.Id));
        Assert.DoesNotContain("index", (await Jobs.QueryFailedAsync(shard, 100, default)).Select(job => job.Id));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(4, 15)]
    [InlineData(40, 15)]
    public void Schedule_DoublesUpToFifteenMinutes(int sends, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), JobSchedule.WaitAfter(sends));
}
