using ServerlessRef.FaultPlans.Cloud;
using ServerlessRef.FaultPlans.Simulation;

namespace ServerlessRef.FaultPlans.Queues;

/// <summary>A queue with its dead-letter queue, and the functions behind both.</summary>
internal sealed class WorkRoom
{
    private const int DeadLettersAtATime = 2;

    private readonly VirtualEventSource _source;
    private readonly VirtualEventSource _deadSource;

    /// <param name="deleting">Sees each message that was worked on, before it is deleted.</param>
    /// <param name="draining">Sees each dead letter, before it is deleted.</param>
    public WorkRoom(WorkRoomOptions options, SimulatedTime time, Invocations invocations, QueueMess? mess, Action<QueueMessage> deleting, Action<QueueMessage> draining)
    {
        DeadLetters = new VirtualQueue($"{options.Name}-dead", time.True, new QueueOptions { Visibility = options.DeadLetterVisibility }, mess: mess);
        Queue = new VirtualQueue(options.Name, time.True, options.Queue, DeadLetters, mess);
        _source = new VirtualEventSource(
            Queue, time, options.Source, messages => invocations.RunBatchAsync(options.Function, options.Timeout, messages, options.Handle), deleting);
        _deadSource = new VirtualEventSource(
            DeadLetters,
            time,
            new EventSourceOptions { MaximumConcurrency = DeadLettersAtATime },
            messages => invocations.RunBatchAsync("dead-letter", options.DeadLetterTimeout, messages, options.HandleDead),
            draining);
    }

    public VirtualQueue Queue { get; }

    public VirtualQueue DeadLetters { get; }

    /// <summary>Whether nothing is in it, or under way.</summary>
    public bool IsQuiet => Queue.Depth.IsEmpty && DeadLetters.Depth.IsEmpty && _source.Running + _deadSource.Running == 0;

    public void Start()
    {
        _source.Start();
        _deadSource.Start();
    }
}
