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

    private protected override Task<IQueueUnderTest> OpenAsync(int maxReceiveCount) => Task.FromResult<IQueueUnderTest>(new Opened(maxReceiveCount));

    private sealed class Opened : IQueueUnderTest
    {
        private readonly SteppedTime _time = new(DateTimeOffset.UnixEpoch);
        private readonly VirtualQueue _queue;
        private readonly VirtualQueue _dead;

        public Opened(int maxReceiveCount)
        {
            _dead = new VirtualQueue("dead", _time, new QueueOptions { Visibility = Visibility });
            _queue = new VirtualQueue("queue", _time, new QueueOptions { Visibility = Visibility, MaxReceiveCount = maxReceiveCount }, _dead);
        }

        public Task SendAsync(string body, TimeSpan delay = default)
        {
            _queue.Send(body, delay);
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
