using ServerlessRef.Shared;

namespace ServerlessRef.FaultPlans.Queues;

/// <summary>The queue of the simulations.</summary>
public sealed class VirtualQueueTests : QueueBehaviour
{
    [Fact]
    public void WithMess_AMessageCanBeReceivedTwice()
    {
        var time = new SteppedTime(DateTimeOffset.UnixEpoch);
        var queue = new VirtualQueue("q", time, new QueueOptions { Visibility = TimeSpan.FromMinutes(3) }, mess: new QueueMess(new Random(1), duplicates: 1));
        queue.Send("hello");

        Assert.Single(queue.Receive(10));
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, Assert.Single(queue.Receive(10)).ReceiveCount);
    }

    [Fact]
    public void WithMess_MessagesComeInAnotherOrder()
    {
        var queue = new VirtualQueue(
            "q", new SteppedTime(DateTimeOffset.UnixEpoch), new QueueOptions { Visibility = TimeSpan.FromMinutes(3) }, mess: new QueueMess(new Random(1), duplicates: 0));
        var sent = Enumerable.Range(0, 10).Select(_ => queue.Send("hello")).ToList();

        Assert.NotEqual(sent, queue.Receive(10).Select(message => message.Id));
    }

    // As SQS does (docs/fidelity.md): the engine gives one message of a group at a time.
    [Fact]
    public void AFifoQueue_GivesSeveralMessagesOfAGroup_AndCountsAReceiveOfThoseBehindOneThatFails()
    {
        var time = new SteppedTime(DateTimeOffset.UnixEpoch);
        var dead = new VirtualQueue("dead", time, new QueueOptions { Visibility = Visibility, IsFifo = true });
        var queue = new VirtualQueue("q", time, new QueueOptions { Visibility = Visibility, MaxReceiveCount = 2, IsFifo = true }, dead);
        queue.Send("a1", default, "a", "1");
        queue.Send("a2", default, "a", "2");
        for (var receive = 0; receive < 2; receive++)
        {
            Assert.Equal(["a1", "a2"], queue.Receive(10).Select(message => message.Body));
            time.Advance(Visibility);
        }

        Assert.Empty(queue.Receive(10));

        Assert.Equal(["a1", "a2"], dead.Receive(10).Select(message => message.Body));
    }

    private protected override Task<IQueueUnderTest> OpenAsync(int maxReceiveCount, bool isFifo = false) => Task.FromResult<IQueueUnderTest>(new Opened(maxReceiveCount, isFifo));

    private sealed class Opened : IQueueUnderTest
    {
        private readonly SteppedTime _time = new(DateTimeOffset.UnixEpoch);
        private readonly VirtualQueue _queue;
        private readonly VirtualQueue _dead;

        public Opened(int maxReceiveCount, bool isFifo)
        {
            _dead = new VirtualQueue("dead", _time, new QueueOptions { Visibility = Visibility, IsFifo = isFifo });
            _queue = new VirtualQueue("queue", _time, new QueueOptions { Visibility = Visibility, MaxReceiveCount = maxReceiveCount, IsFifo = isFifo }, _dead);
        }

        public Task SendAsync(string body, TimeSpan delay = default)
        {
            _queue.Send(body, delay);
            return Task.CompletedTask;
        }

        public Task SendAsync(string body, string group, string deduplicationId)
        {
            _queue.Send(body, default, group, deduplicationId);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<QueueMessage>> ReceiveAsync(int most) => Task.FromResult(_queue.Receive(most));

        public Task<IReadOnlyList<QueueMessage>> ReceiveDeadAsync(int most) => Task.FromResult(_dead.Receive(most));

        public Task DeleteAsync(string handle)
        {
            _queue.Delete(handle);
            return Task.CompletedTask;
        }

        public Task ChangeVisibilityAsync(string handle, TimeSpan hidden)
        {
            _queue.ChangeVisibility(handle, hidden);
            return Task.CompletedTask;
        }

        public Task<QueueDepth> DepthAsync() => Task.FromResult(_queue.Depth);

        public Task PassAsync(TimeSpan time)
        {
            _time.Advance(time);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
