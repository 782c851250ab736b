using System.Globalization;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.EventSources;

/// <summary>
/// Polls one queue for one function. A batch has its place within the concurrency limit before it is received, so that waiting costs no receive count.
/// </summary>
internal sealed class SqsPoller : IAsyncDisposable
{
    /// <summary>What Lambda begins with when a mapping sets no maximum concurrency; its scaling up is not emulated.</summary>
    private const int DefaultConcurrency = 5;

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly EventSourceMapping _mapping;
    private readonly string _region;
    private readonly BatchGatherer _gatherer;
    private readonly SqsEngineClient _queues;
    private readonly IFunctionInvoker _functions;
    private readonly FaultInjector? _faults;
    private readonly Timeline _timeline;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _queueName;
    private readonly int _concurrency;
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _stopReceiving = new();
    private readonly CancellationTokenSource _abandon = new();
    private Task _polling = Task.CompletedTask;
    private volatile string _state;
    private volatile string _lastResult = "No records processed";
    private long _batches;
    private long _deleted;
    private long _returned;
    private int _disposed;

    public SqsPoller(EventSourceMapping mapping, string region, SqsEngineClient queues, IFunctionInvoker functions, FaultInjector? faults, Timeline timeline, TimeProvider time, ILogger logger)
    {
        _mapping = mapping;
        _region = region;
        _queues = queues;
        _functions = functions;
        _faults = faults;
        _timeline = timeline;
        _time = time;
        _logger = logger;
        _queueName = SqsEngineClient.NameOf(mapping.QueueArn);
        _gatherer = new BatchGatherer(mapping, _queueName, queues, time);
        _concurrency = mapping.MaximumConcurrency ?? DefaultConcurrency;
        _places = new SemaphoreSlim(_concurrency);
        _state = mapping.Enabled ? "Enabled" : "Disabled";
    }

    public void Start() => _polling = PollAsync();

    public void Refuse(string problem)
    {
        _state = "Refused";
        _lastResult = problem;
        _logger.LogError("Event source mapping {Mapping} is refused and will not poll {Queue}: {Problem}", _mapping.LogicalId, _queueName, problem);
    }

    public EventSourceSnapshot Snapshot() => new(
        _mapping.LogicalId,
        _mapping.QueueArn,
        _mapping.FunctionArn,
        _state,
        _lastResult,
        Interlocked.Read(ref _batches),
        Interlocked.Read(ref _deleted),
        Interlocked.Read(ref _returned),
        _concurrency - _places.CurrentCount);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stopReceiving.CancelAsync();
        await _polling;
        await using var abandoning = _time.CreateTimer(_ => _abandon.Cancel(), null, DrainTime, Timeout.InfiniteTimeSpan);
        for (var place = 0; place < _concurrency; place++)
        {
            await _places.WaitAsync(CancellationToken.None);
        }

        _places.Dispose();
        _stopReceiving.Dispose();
        _abandon.Dispose();
    }

    private async Task PollAsync()
    {
        await Task.Yield();
        while (!_stopReceiving.IsCancellationRequested)
        {
            try
            {
                await _places.WaitAsync(_stopReceiving.Token);
                Dispatch(await ReceiveAsync());
            }
            catch (OperationCanceledException) when (_stopReceiving.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Nothing, after a while, when the engine cannot be reached. Gives its place back when everything stops.</summary>
    private async Task<IReadOnlyList<SqsMessage>> ReceiveAsync()
    {
        try
        {
            return await _gatherer.GatherAsync(_stopReceiving.Token);
        }
        catch (Exception failure) when (!_stopReceiving.IsCancellationRequested)
        {
            _lastResult = "PROBLEM: " + failure.Message;
            _logger.LogWarning("Cannot receive from {Queue}: {Problem}", _queueName, failure.Message);
            await Task.Delay(RetryDelay, _time, _stopReceiving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return [];
        }
        catch (Exception)
        {
            _places.Release();
            throw new OperationCanceledException(_stopReceiving.Token);
        }
    }

    private void Dispatch(IReadOnlyList<SqsMessage> messages)
    {
        if (_faults is null)
        {
            _ = ProcessAllAsync(messages);
            return;
        }

        var deliveries = _faults.Deliver(messages);
        _ = ProcessAllAsync(deliveries[0].Messages);
        foreach (var (later, after) in deliveries.Skip(1))
        {
            _ = DeliverLaterAsync(later, after);
        }
    }

    private async Task DeliverLaterAsync(IReadOnlyList<SqsMessage> messages, TimeSpan after)
    {
        try
        {
            await Task.Delay(after, _time, _stopReceiving.Token);
            await _places.WaitAsync(_stopReceiving.Token);
        }
        catch (OperationCanceledException)
        {
            return; // everything stops; the messages become visible again
        }

        await ProcessAllAsync(messages);
    }

    private async Task ProcessAllAsync(IReadOnlyList<SqsMessage> messages)
    {
        try
        {
            foreach (var batch in BatchSplitter.Split(messages))
            {
                await ProcessAsync(batch);
            }
        }
        catch (OperationCanceledException)
        {
            _lastResult = "PROBLEM: abandoned while stopping";
        }
        catch (Exception failure)
        {
            _lastResult = "PROBLEM: " + failure.Message;
            _logger.LogError(failure, "A batch of {Queue} was not finished; its messages become visible again", _queueName);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task ProcessAsync(IReadOnlyList<SqsMessage> batch)
    {
        Interlocked.Increment(ref _batches);
        using var flow = _timeline.Enter(await _timeline.UnpackAsync([.. batch.Select(message => (message.MessageId, message.Body))]));
        RecordDelivery(batch);
        var payload = SqsEvent.Write(batch, _mapping.QueueArn, _region);
        var result = await _functions.InvokeAsync(_mapping.FunctionArn, payload, new InvokeCaller(null, _mapping.QueueArn), _abandon.Token);
        var succeeded = Succeeded(batch, result);
        Interlocked.Add(ref _returned, batch.Count - succeeded.Count);
        if (succeeded.Count > 0)
        {
            await _queues.DeleteAsync(_queueName, [.. succeeded.Select(message => message.ReceiptHandle)], _abandon.Token);
            Interlocked.Add(ref _deleted, succeeded.Count);
        }
    }

    private void RecordDelivery(IReadOnlyList<SqsMessage> batch)
    {
        foreach (var message in batch)
        {
            using var flow = _timeline.EnterNamed(message.Body);
            var receives = message.Attributes.GetValueOrDefault("ApproximateReceiveCount", "1");
            var sent = message.Attributes.TryGetValue("SentTimestamp", out var stamp) && long.TryParse(stamp, CultureInfo.InvariantCulture, out var at) ? DateTimeOffset.FromUnixTimeMilliseconds(at) : _time.GetUtcNow();
            _timeline.Add("queue", _queueName, $"delivery {receives}, {batch.Count} in the batch", sent, text: $"{message.MessageId} {message.Body}");
        }
    }

    private IReadOnlyList<SqsMessage> Succeeded(IReadOnlyList<SqsMessage> batch, InvokeResult result)
    {
        if (result.Outcome != InvokeOutcome.Success)
        {
            _lastResult = result.Outcome == InvokeOutcome.Throttled ? "PROBLEM: Function call throttled" : "PROBLEM: Function call failed";
            return [];
        }

        if (!_mapping.ReportBatchItemFailures)
        {
            _lastResult = "OK";
            return batch;
        }

        var ids = batch.Select(message => message.MessageId).ToHashSet(StringComparer.Ordinal);
        var (failed, problem) = BatchResponse.Read(result.Payload.Span, ids);
        _lastResult = problem is null ? "OK" : "PROBLEM: Function call failed";
        if (problem is not null)
        {
            _logger.LogWarning("{Function} answered request {RequestId} so that the whole batch counts as failed: {Problem}", _mapping.FunctionArn, result.RequestId, problem);
        }

        return [.. batch.Where(message => !failed.Contains(message.MessageId))];
    }
}
