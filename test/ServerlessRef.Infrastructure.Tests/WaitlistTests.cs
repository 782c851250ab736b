using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class WaitlistTests(SynthesisFixture synthesis)
{
    private Resource Queue => synthesis.Dev.Named("AWS::SQS::Queue", "LineEntriesQueue");

    private Resource DeadLetters => synthesis.Dev.Named("AWS::SQS::Queue", "LineEntriesDeadLetters");

    private Resource Mapping => Assert.Single(
        synthesis.Dev.OfType("AWS::Lambda::EventSourceMapping"), mapping => mapping.Text("EventSourceArn").Contains(Queue.LogicalId, StringComparison.Ordinal));

    [Fact]
    public void Entries_go_through_a_FIFO_queue_of_high_throughput()
    {
        Assert.Equal(
            (true, "messageGroup", "perMessageGroupId"),
            ((bool)Queue.At("FifoQueue")!, (string?)Queue.At("DeduplicationScope"), (string?)Queue.At("FifoThroughputLimit")));
    }

    [Fact]
    public void Its_dead_letters_are_FIFO_too_and_have_the_consumer_of_all_dead_letters()
    {
        Assert.True((bool)DeadLetters.At("FifoQueue")!);
        Assert.Contains(DeadLetters.LogicalId, Queue.Text("RedrivePolicy", "deadLetterTargetArn"), StringComparison.Ordinal);

        var consumer = Assert.Single(synthesis.Dev.OfType("AWS::Lambda::EventSourceMapping"), mapping => mapping.Text("EventSourceArn").Contains(DeadLetters.LogicalId, StringComparison.Ordinal));
        Assert.Contains("DeadLetterLive", consumer.Text("FunctionName"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_behind_others_that_fail_is_no_dead_letter_before_each_of_them_was_tried_five_times() =>
        Assert.Equal(5 * (int)Mapping.At("BatchSize")!, (int?)Queue.At("RedrivePolicy", "maxReceiveCount"));

    [Fact]
    public void A_failed_entry_holds_up_its_event_and_nobody_else()
    {
        Assert.Equal("""["ReportBatchItemFailures"]""", Mapping.Text("FunctionResponseTypes"));
        Assert.Contains("WaitlistLive", Mapping.Text("FunctionName"), StringComparison.Ordinal);
    }

    [Fact]
    public void Lambda_takes_a_FIFO_queue_without_a_window_and_ten_messages_at_most()
    {
        Assert.Null(Mapping.At("MaximumBatchingWindowInSeconds"));
        Assert.InRange((int)Mapping.At("BatchSize")!, 1, 10);
    }

    [Fact]
    public void Visibility_lease_and_timeout_follow_from_each_other()
    {
        var function = synthesis.Dev.Function("Waitlist");
        var timeout = (int)function.At("Timeout")!;
        var lease = int.Parse((string)function.At("Environment", "Variables", "LEASE_SECONDS")!, System.Globalization.CultureInfo.InvariantCulture);
        var visibility = (int)Queue.At("VisibilityTimeout")!;

        Assert.True(visibility >= 6 * timeout);
        Assert.InRange(lease, timeout + 1, visibility - 1);
    }
}
