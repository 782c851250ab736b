namespace ServerlessRef.FaultPlans.Queues;

/// <summary>A queue, as <see cref="QueueBehaviour"/> uses it.</summary>
internal interface IQueueUnderTest : IAsyncDisposable
{
    Task SendAsync(string body, TimeSpan delay = default);

    /// <summary>Of a FIFO queue.</summary>
    Task SendAsync(string body, string group, string deduplicationId);

    Task<IReadOnlyList<QueueMessage>> ReceiveAsync(int most);

    Task<IReadOnlyList<QueueMessage>> ReceiveDeadAsync(int most);

    Task DeleteAsync(string handle);

    Task ChangeVisibilityAsync(string handle, TimeSpan hidden);

    Task<QueueDepth> DepthAsync();

    /// <summary>Lets time pass, of whatever kind.</summary>
    Task PassAsync(TimeSpan time);
}
