using ServerlessRef.Bench.Scaling;

namespace ServerlessRef.Worker.Tests;

public sealed class JobFlowTests
{
    // 1,769 MB are one vCPU: 10 ms of work, 20 ms of waiting.
    private static readonly JobProfile Profile = new(0.010, 0.020, PublishedLimits.MegabytesPerVcpu);

    [Theory]
    [InlineData(1, 1, 0.030)]
    [InlineData(10, 1, 0.300)] // one after the other
    [InlineData(2, 2, 0.040)] // two wait together and take turns with the CPU
    [InlineData(10, 10, 0.120)] // the CPU is what is short
    public void A_batch_waits_side_by_side_and_works_in_turns(int messages, int atOnce, double seconds) =>
        Assert.Equal(seconds, Profile.BatchSeconds(messages, atOnce), 9);

    [Fact]
    public void Less_memory_makes_the_same_work_longer() =>
        Assert.Equal(4 * Profile.ThrottledCpuSeconds, (Profile with { Megabytes = PublishedLimits.MegabytesPerVcpu / 4 }).ThrottledCpuSeconds, 9);

    [Fact]
    public void Few_jobs_are_done_as_they_come_and_wait_for_nothing()
    {
        var result = Run(10, 60, new WorkerSettings(10, 5, 20));

        Assert.Equal("nothing", result.Limit);
        Assert.Equal(10, result.Throughput, 0.1);
        Assert.Equal(0.03, result.HighAge, 0.001);
        Assert.Equal(1e6, result.Invocations, 1.0);
        Assert.Equal(3e6, result.QueueRequests, 1.0); // sent, received, deleted
    }

    [Fact]
    public void A_slow_job_meets_the_mappings_concurrency_and_its_throughput()
    {
        var slow = Profile with { WaitSeconds = 0.990 };

        var result = new JobFlow(slow, new WorkerSettings(1, 1, 20)).Run(40, 60);

        Assert.Equal("MaximumConcurrency", result.Limit);
        Assert.Equal(20, result.Concurrency);
        Assert.Equal(20, result.Throughput, 1.0); // 20 at a time, a second each: half of what is offered
        Assert.InRange(result.HighAge, 55, 65);
    }

    [Fact]
    public void Without_that_limit_pollers_grow_by_300_a_minute()
    {
        var slow = Profile with { WaitSeconds = 9.990 };

        var result = new JobFlow(slow, new WorkerSettings(1, 1, 1_000)).Run(100, 10);

        Assert.Equal("pollers", result.Limit);
        // P = 5 + 5t of them begin a job every ten seconds: P(t) + P(t - 10) + … is 1,000 after 57 s, when there are 292.
        Assert.InRange(result.Concurrency, 288, 296);
    }

    [Fact]
    public void Quick_jobs_meet_the_tables_writes()
    {
        var result = Run(2_000, 60, new WorkerSettings(10, 10, 1_000));

        Assert.Equal("table writes", result.Limit);
        Assert.InRange(result.Throughput, 0.98 * PublishedLimits.TableWriteUnits / JobProfile.WriteUnits, 1.03 * PublishedLimits.TableWriteUnits / JobProfile.WriteUnits);
    }

    [Fact]
    public void Full_batches_cost_a_tenth_of_the_invocations_and_side_by_side_less_time()
    {
        var one = Run(10_000, 1, new WorkerSettings(1, 1, 20));
        var ten = Run(10_000, 1, new WorkerSettings(10, 1, 20));
        var together = Run(10_000, 1, new WorkerSettings(10, 5, 20));

        Assert.InRange(ten.Invocations, 0.1 * one.Invocations, 0.102 * one.Invocations);
        Assert.InRange(together.GigabyteSeconds, 0.2 * ten.GigabyteSeconds, 0.6 * ten.GigabyteSeconds);
        Assert.True(one.Dollars > ten.Dollars && ten.Dollars > together.Dollars);
    }

    [Fact]
    public void The_same_load_gives_the_same_result() =>
        Assert.Equal(Run(123, 30, new WorkerSettings(10, 5, 20)), Run(123, 30, new WorkerSettings(10, 5, 20)));

    private static LoadResult Run(double jobsPerSecond, int seconds, WorkerSettings settings) => new JobFlow(Profile, settings).Run(jobsPerSecond, seconds);
}
