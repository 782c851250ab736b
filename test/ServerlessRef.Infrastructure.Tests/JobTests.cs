using System.Globalization;
using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class JobTests(SynthesisFixture synthesis)
{
    private Resource Queue => synthesis.Dev.Named("AWS::SQS::Queue", "JobsQueue");

    private Resource DeadLetters => synthesis.Dev.Named("AWS::SQS::Queue", "JobsDeadLetters");

    [Fact]
    public void A_message_stays_hidden_for_six_times_the_worker_s_timeout_at_least()
    {
        Assert.True((int)Queue.At("VisibilityTimeout")! >= 6 * Timeout("Worker"));
        Assert.True((int)DeadLetters.At("VisibilityTimeout")! >= 6 * Timeout("DeadLetter"));
    }

    [Fact]
    public void A_lease_outlives_the_worker_and_ends_before_the_message_returns()
    {
        var lease = int.Parse((string)synthesis.Dev.Function("Worker").At("Environment", "Variables", "LEASE_SECONDS")!, CultureInfo.InvariantCulture);

        Assert.InRange(lease, Timeout("Worker") + 1, (int)Queue.At("VisibilityTimeout")! - 1);
    }

    [Fact]
    public void After_five_receives_a_message_is_a_dead_letter_for_fourteen_days()
    {
        Assert.Equal(5, (int?)Queue.At("RedrivePolicy", "maxReceiveCount"));
        Assert.Contains(DeadLetters.LogicalId, Queue.Text("RedrivePolicy", "deadLetterTargetArn"), StringComparison.Ordinal);
        Assert.Equal(14 * 24 * 3600, (int?)DeadLetters.At("MessageRetentionPeriod"));
    }

    [Theory]
    [InlineData("Worker", "JobsQueue")]
    [InlineData("DeadLetter", "JobsDeadLetters")]
    [InlineData("DeadLetter", "LineEntriesDeadLetters")]
    [InlineData("LineWaitlist", "LineEntriesQueue")]
    public void Each_queue_has_a_consumer_that_reports_what_failed_and_is_bounded(string function, string queue)
    {
        var mapping = Assert.Single(
            synthesis.Dev.OfType("AWS::Lambda::EventSourceMapping"),
            each => each.LogicalId.StartsWith($"{function}Live", StringComparison.Ordinal) && each.Text("EventSourceArn").Contains(queue, StringComparison.Ordinal));

        Assert.Equal("""["ReportBatchItemFailures"]""", mapping.Text("FunctionResponseTypes"));
        Assert.InRange((int)mapping.At("ScalingConfig", "MaximumConcurrency")!, 2, 1000);
        Assert.Contains(":live", mapping.Text("FunctionName"), StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_no_other_event_sources_but_the_one_of_covers()
    {
        Assert.Equal(5, synthesis.Dev.OfType("AWS::Lambda::EventSourceMapping").Count());
    }

    [Fact]
    public void Every_queue_is_encrypted_and_refuses_plain_http()
    {
        Assert.All(synthesis.Dev.OfType("AWS::SQS::Queue"), queue =>
        {
            Assert.True((bool?)queue.At("SqsManagedSseEnabled"));
            var policy = Assert.Single(synthesis.Dev.OfType("AWS::SQS::QueuePolicy"), policy => policy.Text("Queues").Contains(queue.LogicalId, StringComparison.Ordinal));
            Assert.Contains("\"aws:SecureTransport\":\"false\"", policy.Text("PolicyDocument"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void No_function_has_reserved_concurrency_which_would_eat_receives()
    {
        Assert.All(synthesis.Dev.NativeFunctions, function => Assert.Null(function.At("ReservedConcurrentExecutions")));
    }

    [Fact]
    public void The_sweeper_runs_every_minute_and_what_could_not_start_is_kept()
    {
        var schedule = synthesis.Dev.Named("AWS::Scheduler::Schedule", "SweeperSchedule");

        Assert.Equal("rate(1 minute)", (string?)schedule.At("ScheduleExpression"));
        Assert.Equal("ENABLED", (string?)schedule.At("State"));
        Assert.Contains("SweeperLive", schedule.Text("Target", "Arn"), StringComparison.Ordinal);
        Assert.Contains("SweeperScheduleMissedRuns", schedule.Text("Target", "DeadLetterConfig"), StringComparison.Ordinal);
        Assert.Equal(60, (int?)schedule.At("Target", "RetryPolicy", "MaximumEventAgeInSeconds"));
    }

    [Fact]
    public void A_sweep_ends_before_the_next_one_starts()
    {
        Assert.InRange(Timeout("Sweeper"), 1, 59);
    }

    private int Timeout(string function) => (int)synthesis.Dev.Function(function).At("Timeout")!;
}
