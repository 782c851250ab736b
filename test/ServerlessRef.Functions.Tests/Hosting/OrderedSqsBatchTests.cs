using Amazon.Lambda.SQSEvents;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Functions.Tests.Hosting;

public sealed class OrderedSqsBatchTests
{
    private static readonly SQSEvent TwoGroups = new() { Records = [Message("a1", "a"), Message("b1", "b"), Message("a2", "a"), Message("a3", "a"), Message("b2", "b")] };

    [Fact(Timeout = 120_000)]
    public async Task Batch_WhenAMessageFails_BeginsNothingAfterItOfItsGroup_AndReportsAllOfThat()
    {
        var handled = new List<string>();

        var response = await Batch().HandleAsync(TwoGroups, new TestContext(), (message, _) =>
        {
            handled.Add(message.MessageId);
            return Task.FromResult(message.MessageId == "a2" ? MessageOutcome.Failed : MessageOutcome.Acknowledged);
        });

        Assert.Equal(["a1", "a2", "b1", "b2"], handled.Order(StringComparer.Ordinal));
        Assert.Equal(["a2", "a3"], Failed(response));
    }

    [Fact(Timeout = 120_000)]
    public async Task Batch_WhenAMessageThrows_IsAsWhenItFails()
    {
        var response = await Batch().HandleAsync(
            TwoGroups, new TestContext(), (message, _) => message.MessageId == "b1" ? throw new IOException("broken") : Task.FromResult(MessageOutcome.Acknowledged));

        Assert.Equal(["b1", "b2"], Failed(response));
    }

    [Fact(Timeout = 120_000)]
    public async Task Batch_WorksOnGroupsSideBySide_AndOnOneGroupInOrder()
    {
        var second = new TaskCompletionSource();
        var order = new List<string>();

        var response = await Batch().HandleAsync(TwoGroups, new TestContext(), async (message, _) =>
        {
            if (message.MessageId == "a1")
            {
                await second.Task; // ends only if the other group is not behind this one
            }

            second.TrySetResult();
            order.Add(message.MessageId);
            return MessageOutcome.Acknowledged;
        });

        Assert.Empty(response.BatchItemFailures);
        Assert.Equal(["a1", "a2", "a3"], order.Where(id => id[0] == 'a'));
        Assert.Equal(["b1", "b2"], order.Where(id => id[0] == 'b'));
    }

    [Fact(Timeout = 120_000)]
    public async Task Batch_WhenTimeRunsShort_ReportsWhatItDidNotBegin()
    {
        var left = TimeSpan.FromMinutes(1);

        var response = await Batch().HandleAsync(new SQSEvent { Records = [Message("a1", "a"), Message("a2", "a")] }, new TestContext(() => left), (_, _) =>
        {
            left = TimeSpan.FromSeconds(2);
            return Task.FromResult(MessageOutcome.Acknowledged);
        });

        Assert.Equal(["a2"], Failed(response));
    }

    private static IEnumerable<string> Failed(SQSBatchResponse response) => response.BatchItemFailures.Select(failure => failure.ItemIdentifier);

    private static OrderedSqsBatch Batch() => new(TestJobs.Silent(TimeProvider.System), TimeProvider.System, TimeSpan.FromSeconds(3));

    private static SQSEvent.SQSMessage Message(string id, string group) => new() { MessageId = id, Body = "{}", Attributes = new() { ["MessageGroupId"] = group } };
}
