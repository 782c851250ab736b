using System.Text;
using System.Text.Json;
using Amazon.Lambda.SQSEvents;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Functions.Tests.Hosting;

public sealed class SqsBatchTests
{
    private static readonly SQSEvent Three = new() { Records = [Message("a"), Message("b"), Message("c")] };

    [Fact(Timeout = 120_000)]
    public async Task Batch_WhenOneMessageThrows_ReportsItAndHandlesTheRest()
    {
        var handled = new List<string>();

        var response = await Batch().HandleAsync(Three, new TestContext(), (message, _) =>
        {
            handled.Add(message.MessageId);
            return message.MessageId == "b" ? throw new IOException("broken") : Task.FromResult(MessageOutcome.Acknowledged);
        });

        Assert.Equal(["a", "b", "c"], handled);
        Assert.Equal(["b"], response.BatchItemFailures.Select(failure => failure.ItemIdentifier));
    }

    [Fact(Timeout = 120_000)]
    public async Task Batch_WhenTimeRunsShort_ReportsWhatItDidNotBegin()
    {
        var left = TimeSpan.FromMinutes(1);
        var handled = new List<string>();

        var response = await Batch().HandleAsync(Three, new TestContext(() => left), (message, _) =>
        {
            handled.Add(message.MessageId);
            left = TimeSpan.FromSeconds(2);
            return Task.FromResult(MessageOutcome.Acknowledged);
        });

        Assert.Equal(["a"], handled);
        Assert.Equal(["b", "c"], response.BatchItemFailures.Select(failure => failure.ItemIdentifier));
    }

    [Fact(Timeout = 120_000)]
    public async Task Batch_WhenAMessageThrows_LogsWhichJobItWasAbout()
    {
        using var lines = new MemoryStream();
        var batch = new SqsBatch(new JsonLog(lines, TimeProvider.System), TimeProvider.System, TimeSpan.FromSeconds(3));
        SQSEvent messages = new() { Records = [new() { MessageId = "a", Body = JobMessage.Write("job_1") }, new() { MessageId = "b", Body = "not json" }] };

        await batch.HandleAsync(messages, new TestContext(), (_, _) => throw new IOException("broken"));

        var jobs = Encoding.UTF8.GetString(lines.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line).GetProperty("jobId").GetString());
        Assert.Equal(["job_1", null], jobs);
    }

    [Fact(Timeout = 120_000)]
    public async Task Batch_WithTwoAtOnce_WorksOnTwoAndNeverOnThree()
    {
        var (running, most, release) = (0, 0, new TaskCompletionSource());

        var work = Batch(atOnce: 2).HandleAsync(Three, new TestContext(), async (_, _) =>
        {
            most = Math.Max(most, ++running);
            if (running == 2)
            {
                release.TrySetResult();
            }

            await release.Task; // ends only if a second message is begun before the first one is done
            running--;
            return MessageOutcome.Acknowledged;
        });

        Assert.Empty((await work).BatchItemFailures);
        Assert.Equal(2, most);
    }

    [Fact(Timeout = 120_000)]
    public async Task Batch_WhenMessagesEndOutOfOrder_ReportsEachByItsOwnOutcome()
    {
        var last = new TaskCompletionSource();

        var response = await Batch(atOnce: 3).HandleAsync(Three, new TestContext(), async (message, _) =>
        {
            if (message.MessageId == "c")
            {
                last.SetResult();
                throw new IOException("broken");
            }

            await last.Task; // a and b end after c
            return message.MessageId == "a" ? MessageOutcome.Failed : MessageOutcome.Acknowledged;
        });

        Assert.Equal(["a", "c"], response.BatchItemFailures.Select(failure => failure.ItemIdentifier));
    }

    [Fact(Timeout = 120_000)]
    public async Task Batch_WhenTimeRunsShortWithSeveralAtOnce_FinishesWhatItBeganAndReportsTheRest()
    {
        var (left, second, handled) = (TimeSpan.FromMinutes(1), new TaskCompletionSource(), new List<string>());
        SQSEvent five = new() { Records = [Message("a"), Message("b"), Message("c"), Message("d"), Message("e")] };

        var response = await Batch(atOnce: 2).HandleAsync(five, new TestContext(() => left), async (message, _) =>
        {
            handled.Add(message.MessageId);
            if (message.MessageId == "b")
            {
                left = TimeSpan.FromSeconds(2);
                second.SetResult();
            }

            await second.Task;
            return MessageOutcome.Acknowledged;
        });

        Assert.Equal(["a", "b"], handled);
        Assert.Equal(["c", "d", "e"], response.BatchItemFailures.Select(failure => failure.ItemIdentifier));
    }

    [Fact(Timeout = 120_000)]
    public async Task Batch_WhenTheInvocationIsAboutToEnd_CancelsEveryMessageItWorksOn()
    {
        var response = await Batch(atOnce: 3).HandleAsync(Three, new TestContext(() => TimeSpan.FromSeconds(3.2)), async (_, cancellation) =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return MessageOutcome.Acknowledged;
        });

        Assert.Equal(["a", "b", "c"], response.BatchItemFailures.Select(failure => failure.ItemIdentifier));
    }

    private static SqsBatch Batch(int atOnce) => new(TestJobs.Silent(TimeProvider.System), TimeProvider.System, TimeSpan.FromSeconds(3), atOnce);

    private static SqsBatch Batch() => new(TestJobs.Silent(TimeProvider.System), TimeProvider.System, TimeSpan.FromSeconds(3));

    private static SQSEvent.SQSMessage Message(string id) => new() { MessageId = id };
}
