using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Worker.Tests;

public sealed class DocumentTests(TestTable table) : IClassFixture<TestTable>
{
    [Fact(Timeout = 120_000)]
    public async Task Export_WritesTheConfirmedAttendeesUnderItsFence()
    {
        await using var fixture = new WorkerFixture(table);
        await table.PutEventAsync("x1");
        await table.PutRegistrationAsync("x1", "r2", name: "Zoë");
        await table.PutRegistrationAsync("x1", "r1", name: "Ada");
        await table.PutRegistrationAsync("x1", "r3", status: "cancelled");
        await fixture.AcceptAsync(TestJobs.New("x1-job", JobType.AttendeeExport, "x1", subject: null));

        var outcome = await fixture.Worker.HandleAsync(TestJobs.Message("x1-job"), default);

        var put = Assert.Single(fixture.Bucket.Requests);
        Assert.Equal(MessageOutcome.Acknowledged, outcome);
        Assert.Equal(("PUT", "/bucket/results/x1-job/1.csv"), (put.Method, put.Path));
        Assert.Equal(
            "\uFEFFregistrationId,name,email,ticketCode,ticketIssuedAt\r\nr1,Ada,ada@example.com,,\r\nr2,Zoë,ada@example.com,,\r\n",
            put.Body);
        Assert.Equal("results/x1-job/1.csv", (await fixture.FindAsync("x1-job")).Result);
    }

    [Fact(Timeout = 120_000)]
    public async Task Export_OfMorePagesThanOneQueryAnswers_HasThemAll()
    {
        await using var fixture = new WorkerFixture(table);

        await table.PutEventAsync("x2");

        // A query answers at most 1 MB: forty names of 30,000 characters take two.
        var names = Enumerable.Range(10, 40).Select(number => $"{number}{new string('n', 30_000)}").ToList();
        foreach (var name in names)
        {
            await table.PutRegistrationAsync("x2", "r" + name[..2], name: name);
        }

        await fixture.AcceptAsync(TestJobs.New("x2-job", JobType.AttendeeExport, "x2", subject: null));
        await fixture.Worker.HandleAsync(TestJobs.Message("x2-job"), default);

        var lines = Assert.Single(fixture.Bucket.Requests).Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(names, lines.Skip(1).Select(line => line.Split(',')[1]));
    }

    [Fact(Timeout = 120_000)]
    public async Task Export_OfAnEventWithPools_HasTheAttendeesOfAllInTheOrderOfTheirIds()
    {
        await using var fixture = new WorkerFixture(table);
        string[] ids = ["reg_0b", "reg_0c", "reg_2a", "reg_f0"];
        await table.PutEventAsync("x5", pools: 16);
        foreach (var id in ids.Reverse())
        {
            await table.PutRegistrationAsync("x5", id);
        }

        await fixture.AcceptAsync(TestJobs.New("x5-job", JobType.AttendeeExport, "x5", subject: null));
        await fixture.Worker.HandleAsync(TestJobs.Message("x5-job"), default);

        var lines = Assert.Single(fixture.Bucket.Requests).Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(ids, lines.Skip(1).Select(line => line.Split(',')[0]));
    }

    [Fact(Timeout = 120_000)]
    public async Task Export_WhenAnotherWorkerTookTheJobMeanwhile_IsNamedByTheLatterAlone()
    {
        await using var fixture = new WorkerFixture(table);
        await table.PutEventAsync("x3");
        await fixture.AcceptAsync(TestJobs.New("x3-job", JobType.AttendeeExport, "x3", subject: null));
        var first = Assert.IsType<JobClaim.Taken>(await fixture.Jobs.ClaimAsync("x3-job", WorkerFixture.Lease, default)).Job;
        fixture.Time.Advance(WorkerFixture.Lease);

        var second = await fixture.Worker.HandleAsync(TestJobs.Message("x3-job"), default);
        var late = await fixture.Jobs.CompleteAsync(first, "results/x3-job/1.csv", default);

        Assert.Equal((MessageOutcome.Acknowledged, JobEnd.Fenced), (second, late));
        Assert.Equal("results/x3-job/2.csv", (await fixture.FindAsync("x3-job")).Result);
    }

    [Fact(Timeout = 120_000)]
    public async Task Badges_WriteAPageWhoseNamesAreNoMarkup()
    {
        await using var fixture = new WorkerFixture(table);
        await table.PutEventAsync("x4", "Summer & Co");
        await table.PutRegistrationAsync("x4", "r1", name: "<script>alert(1)</script>");
        await fixture.AcceptAsync(TestJobs.New("x4-job", JobType.Badges, "x4", subject: null));

        await fixture.Worker.HandleAsync(TestJobs.Message("x4-job"), default);

        var put = Assert.Single(fixture.Bucket.Requests);
        Assert.Equal("/bucket/results/x4-job/1.html", put.Path);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", put.Body, StringComparison.Ordinal);
        Assert.Contains("Summer &amp; Co", put.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", put.Body, StringComparison.Ordinal);
    }
}
