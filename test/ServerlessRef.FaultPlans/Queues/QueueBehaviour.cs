namespace ServerlessRef.FaultPlans.Queues;

/// <summary>What a queue does, written once: the virtual one must do what an engine of the same API does.</summary>
public abstract class QueueBehaviour
{
    /// <summary>Visibility timeout of the queue in these tests; whole seconds, as the API has them. An engine on a busy machine has to take several calls meanwhile.</summary>
    protected static readonly TimeSpan Visibility = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan ALittleMore = TimeSpan.FromMilliseconds(300);

    [Fact(Timeout = 60_000)]
    public async Task AMessage_IsReceivedWithItsBodyAndCount()
    {
        await using var queue = await OpenAsync(maxReceiveCount: 5);
        await queue.SendAsync("hello");

        var received = Assert.Single(await queue.ReceiveAsync(10));

        Assert.Equal(("hello", 1), (received.Body, received.ReceiveCount));
    }

    [Fact(Timeout = 60_000)]
    public async Task AReceivedMessage_IsHiddenForItsVisibilityTimeoutAndThenCountedAgain()
    {
        await using var queue = await OpenAsync(maxReceiveCount: 5);
        await queue.SendAsync("hello");
        var first = Assert.Single(await queue.ReceiveAsync(10));

        Assert.Empty(await queue.ReceiveAsync(10));
        await queue.PassAsync(Visibility + ALittleMore);
        var second = Assert.Single(await queue.ReceiveAsync(10));

        Assert.Equal((first.Id, 2), (second.Id, second.ReceiveCount));
        Assert.NotEqual(first.Handle, second.Handle);
    }

    [Fact(Timeout = 60_000)]
    public async Task ADeletedMessage_NeverComesBack()
    {
        await using var queue = await OpenAsync(maxReceiveCount: 5);
        await queue.SendAsync("hello");
        await queue.DeleteAsync(Assert.Single(await queue.ReceiveAsync(10)).Handle);

        await queue.PassAsync(Visibility + ALittleMore);

        Assert.Empty(await queue.ReceiveAsync(10));
        Assert.Equal(new QueueDepth(0, 0, 0), await queue.DepthAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task AStaleHandle_DoesNotDeleteAMessageThatWasReceivedAgain()
    {
        await using var queue = await OpenAsync(maxReceiveCount: 5);
        await queue.SendAsync("hello");
        var stale = Assert.Single(await queue.ReceiveAsync(10)).Handle;
        await queue.PassAsync(Visibility + ALittleMore);
        Assert.Single(await queue.ReceiveAsync(10));

        await queue.DeleteAsync(stale);
        await queue.PassAsync(Visibility + ALittleMore);

        Assert.Single(await queue.ReceiveAsync(10));
    }

    [Fact(Timeout = 60_000)]
    public async Task AReceiveBeyondTheLimit_MovesTheMessageToTheDeadLetters()
    {
        await using var queue = await OpenAsync(maxReceiveCount: 2);
        await queue.SendAsync("hello");
        var id = Assert.Single(await queue.ReceiveAsync(10)).Id;
        await queue.PassAsync(Visibility + ALittleMore);
        Assert.Single(await queue.ReceiveAsync(10));
        await queue.PassAsync(Visibility + ALittleMore);

        Assert.Empty(await queue.ReceiveAsync(10));

        var dead = Assert.Single(await queue.ReceiveDeadAsync(10));
        Assert.Equal((id, "hello"), (dead.Id, dead.Body));
        Assert.Equal(new QueueDepth(0, 0, 0), await queue.DepthAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task ADelayedMessage_IsNotReceivedBeforeItsTime()
    {
        await using var queue = await OpenAsync(maxReceiveCount: 5);
        await queue.SendAsync("later", Visibility);

        Assert.Empty(await queue.ReceiveAsync(10));
        Assert.Equal(new QueueDepth(0, 0, 1), await queue.DepthAsync());
        await queue.PassAsync(Visibility + ALittleMore);

        Assert.Single(await queue.ReceiveAsync(10));
    }

    [Fact(Timeout = 60_000)]
    public async Task AReceive_GivesNoMoreThanAskedForAndNoMessageTwice()
    {
        await using var queue = await OpenAsync(maxReceiveCount: 5);
        for (var number = 0; number < 12; number++)
        {
            await queue.SendAsync($"message {number}");
        }

        var first = await queue.ReceiveAsync(10);
        var second = await queue.ReceiveAsync(10);

        Assert.Equal((10, 2), (first.Count, second.Count));
        Assert.Equal(12, first.Concat(second).Select(message => message.Body).Distinct().Count());
        Assert.Equal(new QueueDepth(0, 12, 0), await queue.DepthAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task AChangedVisibility_CountsFromNow()
    {
        await using var queue = await OpenAsync(maxReceiveCount: 5);
        await queue.SendAsync("hello");
        var received = Assert.Single(await queue.ReceiveAsync(10));

        await queue.ChangeVisibilityAsync(received.Handle, TimeSpan.Zero);

        Assert.Equal(2, Assert.Single(await queue.ReceiveAsync(10)).ReceiveCount);
    }

    [Fact(Timeout = 60_000)]
    public async Task AFifoQueue_KeepsTheOrderOfAGroup_AndGivesNoneOfItWhileOthersOfItAreInFlight()
    {
        await using var queue = await OpenAsync(maxReceiveCount: 5, isFifo: true);
        await queue.SendAsync("a1", "a", "1");
        await queue.SendAsync("a2", "a", "2");
        var first = Assert.Single(await queue.ReceiveAsync(1));
        await queue.SendAsync("b1", "b", "3");

        Assert.Equal("a1", first.Body);
        Assert.Equal("b1", Assert.Single(await queue.ReceiveAsync(10)).Body);

        await queue.PassAsync(Visibility + ALittleMore);
        Assert.Equal("a1", (await queue.ReceiveAsync(10)).Select(message => message.Body).First(body => body[0] == 'a'));
    }

    [Fact(Timeout = 60_000)]
    public async Task AFifoQueue_GoesOnWithAGroup_WhenWhatWasInFlightIsDeleted()
    {
        await using var queue = await OpenAsync(maxReceiveCount: 5, isFifo: true);
        await queue.SendAsync("a1", "a", "1");
        await queue.SendAsync("a2", "a", "2");

        await queue.DeleteAsync(Assert.Single(await queue.ReceiveAsync(1)).Handle);

        Assert.Equal("a2", Assert.Single(await queue.ReceiveAsync(10)).Body);
    }

    [Fact(Timeout = 60_000)]
    public async Task AFifoQueue_TakesADeduplicationIdOnce()
    {
        await using var queue = await OpenAsync(maxReceiveCount: 5, isFifo: true);
        await queue.SendAsync("first", "a", "1");
        await queue.SendAsync("again", "a", "1");
        var received = Assert.Single(await queue.ReceiveAsync(10));
        await queue.DeleteAsync(received.Handle);
        await queue.SendAsync("once more", "a", "1");

        Assert.Equal("first", received.Body);
        Assert.Empty(await queue.ReceiveAsync(10));
    }

    /// <summary>A queue with a dead-letter queue behind it.</summary>
    private protected abstract Task<IQueueUnderTest> OpenAsync(int maxReceiveCount, bool isFifo = false);
}
