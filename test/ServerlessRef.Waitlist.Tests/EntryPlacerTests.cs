using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Storage;
using ServerlessRef.Functions.Waitlist;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Waitlist.Tests;

public sealed class EntryPlacerTests(TestTable table) : IClassFixture<TestTable>
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    private readonly SteppedTime _time = new(TestJobs.Start);

    [Fact(Timeout = 120_000)]
    public async Task Message_GivesTheEntryItsPlace_AndAgainChangesNothing()
    {
        var entry = await AcceptAsync("placed", seatsTaken: 2);

        Assert.Equal(MessageOutcome.Acknowledged, await HandleAsync(entry.JobId));
        Assert.Equal(MessageOutcome.Acknowledged, await HandleAsync(entry.JobId));

        var placed = await FindAsync(entry);
        Assert.Equal((WaitlistStatus.Waiting, 1), (placed.Status, placed.Position));
        Assert.Equal(JobStatus.Done, (await Jobs.FindAsync(entry.JobId, default))!.Status);
    }

    [Fact(Timeout = 120_000)]
    public async Task Message_WhenASeatIsLeft_KeepsItForTheLine()
    {
        var entry = await AcceptAsync("seat", seatsTaken: 1);

        await HandleAsync(entry.JobId);

        Assert.Equal("2", (await table.ReadAsync("EVENT#evt_seat", "META"))["seatsTaken"].N);
        Assert.NotNull(await Store.FindPromotionAsync("evt_seat", Promotion.OfEntry(entry, 0, TestJobs.Start).Id, default));
    }

    [Fact(Timeout = 120_000)]
    public async Task Message_ThatComesAgainAfterACrashBetweenPlaceAndSeat_KeepsTheSeat()
    {
        var entry = await AcceptAsync("crash", seatsTaken: 1);
        var claimed = Assert.IsType<JobClaim.Taken>(await Jobs.ClaimAsync(entry.JobId, Lease, default)).Job;
        Assert.Equal(JobEnd.Written, await Line.AddAsync(claimed, default));

        Assert.Equal(MessageOutcome.Acknowledged, await HandleAsync(entry.JobId));

        Assert.NotNull(await Store.FindPromotionAsync("evt_crash", Promotion.OfEntry(entry, 0, TestJobs.Start).Id, default));
    }

    [Fact(Timeout = 120_000)]
    public async Task Message_OfAJobSomebodyHolds_IsReportedAsFailed_UntilTheLeaseIsOver()
    {
        var entry = await AcceptAsync("held", seatsTaken: 2);
        await Jobs.ClaimAsync(entry.JobId, Lease, default);

        Assert.Equal(MessageOutcome.Failed, await HandleAsync(entry.JobId));
        _time.Advance(Lease);
        Assert.Equal(MessageOutcome.Acknowledged, await HandleAsync(entry.JobId));
    }

    [Fact(Timeout = 120_000)]
    public async Task Message_OfAJobThatWasTriedFiveTimes_IsGivenUp_AndHoldsNobodyUp()
    {
        var entry = await AcceptAsync("tried", seatsTaken: 2);
        for (var attempt = 0; attempt < JobRetries.MaxAttempts; attempt++)
        {
            Assert.IsType<JobClaim.Taken>(await Jobs.ClaimAsync(entry.JobId, Lease, default));
            _time.Advance(Lease);
        }

        Assert.Equal(MessageOutcome.Acknowledged, await HandleAsync(entry.JobId));

        Assert.Equal(WaitlistStatus.Queued, (await FindAsync(entry)).Status);
        Assert.Equal((JobStatus.Failed, JobErrors.RetriesExhausted), ((await Jobs.FindAsync(entry.JobId, default))!.Status, (await Jobs.FindAsync(entry.JobId, default))!.Error));
    }

    [Fact(Timeout = 120_000)]
    public async Task Message_OfAnEntryThatIsGone_EndsTheJobAsCancelled()
    {
        var entry = await AcceptAsync("gone", seatsTaken: 2);
        await table.Database.DeleteItemAsync(TestTable.Name, ItemKey.WaitlistEntry(entry.EventId, entry.Id));

        Assert.Equal(MessageOutcome.Acknowledged, await HandleAsync(entry.JobId));

        Assert.Equal((JobStatus.Failed, JobErrors.Cancelled), ((await Jobs.FindAsync(entry.JobId, default))!.Status, (await Jobs.FindAsync(entry.JobId, default))!.Error));
    }

    [Fact(Timeout = 120_000)]
    public async Task Message_OfARedrivenJobWhoseEntryWasLeft_PlacesNobody_AndEndsTheJob()
    {
        var entry = await AcceptAsync("redriven", seatsTaken: 1);
        Assert.True(await Jobs.FailUnheldAsync(entry.JobId, JobErrors.RetriesExhausted, default));
        Assert.IsType<LeaveOutcome.Gone>(await Entrance.LeaveAsync(entry, _time.GetUtcNow(), default));
        Assert.True(await Jobs.ReopenAsync(entry.JobId, default));

        Assert.Equal(MessageOutcome.Acknowledged, await HandleAsync(entry.JobId));

        Assert.Equal((WaitlistStatus.Left, null), ((await FindAsync(entry)).Status, (await FindAsync(entry)).Position));
        Assert.Equal((JobStatus.Failed, JobErrors.Cancelled), ((await Jobs.FindAsync(entry.JobId, default))!.Status, (await Jobs.FindAsync(entry.JobId, default))!.Error));
        Assert.Null(await Store.FindFirstAsync(entry.EventId, default));
        Assert.Equal("1", (await table.ReadAsync("EVENT#evt_redriven", "META"))["seatsTaken"].N);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("not json")]
    [InlineData("""{"jobId":"nobody-knows"}""")]
    public async Task Message_ThatNamesNoJob_IsReportedAsFailed(string body)
    {
        Assert.Equal(MessageOutcome.Failed, await Placer.HandleAsync(TestJobs.Raw(body), default));
    }

    private JobStore Jobs => new(table.Database, TestTable.Name, _time);

    private WaitlistStore Store => new(table.Database, TestTable.Name);

    private WaitingLine Line
    {
        get
        {
            var backoff = new Backoff(TimeProvider.System, () => 0);
            return new(new Transactions(table.Database, backoff), Store, Jobs, new SeatCounters(new BatchReader(table.Database, TestTable.Name, backoff)), TestTable.Name);
        }
    }

    private WaitlistEntrance Entrance => new(
        new Transactions(table.Database, new Backoff(TimeProvider.System, () => 0)), new SingleUpdates(table.Database), Store, Jobs, TestTable.Name);

    private EntryPlacer Placer => new(Jobs, Store, Line, Lease, TestJobs.Silent(_time), _time);

    private Task<MessageOutcome> HandleAsync(string jobId) => Placer.HandleAsync(TestJobs.Message(jobId), default);

    private async Task<WaitlistEntry> FindAsync(WaitlistEntry entry) => (await Store.FindAsync(entry.EventId, entry.Id, default))!;

    /// <summary>An event of two seats, and somebody who was accepted for its line.</summary>
    private async Task<WaitlistEntry> AcceptAsync(string name, int seatsTaken)
    {
        var item = EventItem.WriteNew(new ScheduledEvent($"evt_{name}", "Meetup", TestJobs.Start.AddDays(1), 2, 1, "ada", "hash"));
        item["seatsTaken"] = new AttributeValue { N = seatsTaken.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        item[TableSchema.SeatsLeft] = new AttributeValue { N = (2 - seatsTaken).ToString(System.Globalization.CultureInfo.InvariantCulture) };
        await table.Database.PutItemAsync(TestTable.Name, item);

        var entry = new WaitlistEntry($"wai_{name}", $"evt_{name}", WaitlistStatus.Queued, "token", $"job_{name}", TestJobs.Start)
        {
            Name = "Grace",
            Email = "grace@example.org",
            MailHash = name,
            PayloadHash = "payload",
            ExpiresAt = TestJobs.Start.AddDays(31),
        };
        Assert.IsType<JoinOutcome.Joined>(await Entrance.JoinAsync(entry, TestJobs.New(entry.JobId, JobType.WaitlistEntry, entry.EventId, entry.Id), default));
        return entry;
    }
}
