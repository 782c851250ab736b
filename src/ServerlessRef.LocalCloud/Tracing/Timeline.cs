using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ServerlessRef.LocalCloud.Functions;

namespace ServerlessRef.LocalCloud.Tracing;

/// <summary>
/// Follows what a request sets going through every hop, in place of X-Ray. A flow is entered where it comes from (<see cref="Enter"/>) and is
/// then <see cref="Current"/> for all that is awaited, or started, from there; where it leaves this process's call chain it is handed on by name:
/// through a function's environment, and through a message's id. The newest hops are kept, in memory.
/// </summary>
internal sealed partial class Timeline(TimeProvider time, int capacity = 5_000)
{
    private const int ParcelsMax = 10_000;

    private readonly AsyncLocal<IReadOnlyList<Flow>?> _current = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<Flow>> _environments = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly Queue<Hop> _hops = new(); // guarded by _lock
    private readonly Dictionary<string, IReadOnlyList<Flow>> _parcels = new(StringComparer.Ordinal); // guarded by _lock
    private readonly Queue<string> _parcelOrder = new(); // guarded by _lock
    private readonly HashSet<Task> _departing = []; // guarded by _lock
    private long _number; // guarded by _lock

    /// <summary>Flows that what happens now belongs to; empty: nobody's, and nothing is recorded.</summary>
    public IReadOnlyList<Flow> Current => _current.Value ?? [];

    /// <summary>A flow that begins here.</summary>
    /// <param name="traceHeader">X-Ray's, if there is one already.</param>
    public Flow Begin(string? traceHeader = null) =>
        new(traceHeader is not null && Root().Match(traceHeader) is { Success: true } root ? root.Groups["root"].Value : InvocationIds.TraceRoot(time.GetUtcNow()));

    /// <summary>Makes flows the current ones until the result is disposed of; in the same method, or whoever comes after inherits them.</summary>
    public IDisposable Enter(params IReadOnlyList<Flow> flows)
    {
        var scope = new Scope(this, _current.Value);
        _current.Value = flows;
        return scope;
    }

    /// <summary>Enters those of the current flows that the text names.</summary>
    public IDisposable EnterNamed(string text) => Enter(Mentions.Narrow(Current, text));

    /// <summary>Records a hop of the current flows that ends now.</summary>
    /// <param name="text">Where ids are looked for, besides name and detail.</param>
    public void Add(string kind, string name, string detail, DateTimeOffset began, bool failed = false, string? text = null)
    {
        var flows = Current;
        if (flows.Count == 0)
        {
            return;
        }

        var (took, ids) = ((time.GetUtcNow() - began).TotalMilliseconds, Mentions.In($"{name} {detail} {text}"));
        lock (_lock)
        {
            _hops.Enqueue(new Hop(++_number, began, took, kind, name, detail, failed, [.. flows.Select(flow => flow.TraceId).Distinct()], ids));
            if (_hops.Count > capacity)
            {
                _hops.Dequeue();
            }
        }
    }

    /// <summary>A function's environment works for the current flows, until <see cref="Leave"/>.</summary>
    public void Occupy(string environmentId) => _environments[environmentId] = Current;

    public void Leave(string environmentId) => _environments.TryRemove(environmentId, out _);

    /// <summary>Flows an environment works for now; of several, those the text names.</summary>
    public IReadOnlyList<Flow> Of(string environmentId, string text) => Mentions.Narrow(_environments.GetValueOrDefault(environmentId, []), text);

    /// <summary>A message is being sent, whose id is known once it is; until the result is disposed of. Whoever waits for it may get it before.</summary>
    public IDisposable Depart()
    {
        var departure = new Departure(this);
        lock (_lock)
        {
            _departing.Add(departure.Over);
        }

        return departure;
    }

    /// <summary>A message carries the current flows on.</summary>
    public void Ship(string messageId)
    {
        lock (_lock)
        {
            if (_parcels.TryAdd(messageId, Current))
            {
                _parcelOrder.Enqueue(messageId);
            }

            if (_parcelOrder.Count > ParcelsMax)
            {
                _parcels.Remove(_parcelOrder.Dequeue());
            }
        }
    }

    /// <summary>Flows of messages that arrive together, each known by what its message says; a message nobody shipped begins one.</summary>
    public async Task<IReadOnlyList<Flow>> UnpackAsync(IReadOnlyList<(string MessageId, string Body)> messages)
    {
        if (messages.Any(message => Shipped(message.MessageId) is null))
        {
            await DeparturesAsync();
        }

        List<Flow> flows = [];
        foreach (var (messageId, body) in messages)
        {
            var shipped = Shipped(messageId);
            var mentions = Mentions.In(body);
            flows.AddRange((shipped is { Count: > 0 } ? shipped : [Begin()]).Select(flow => new Flow(flow.TraceId, mentions)));
        }

        return Merge(flows);
    }

    private IReadOnlyList<Flow>? Shipped(string messageId)
    {
        lock (_lock)
        {
            return _parcels.GetValueOrDefault(messageId);
        }
    }

    // Of those begun by now: one of them may be what has arrived.
    private Task DeparturesAsync()
    {
        lock (_lock)
        {
            return Task.WhenAll(_departing);
        }
    }

    /// <summary>Flows of one trace become one, known by what each of them is.</summary>
    public static IReadOnlyList<Flow> Merge(IEnumerable<Flow> flows) =>
        [.. flows.GroupBy(flow => flow.TraceId).Select(group => new Flow(group.Key, [.. group.SelectMany(flow => flow.Mentions).Distinct()]))];

    /// <summary>The newest flows, newest first.</summary>
    /// <param name="kind">Of their first hop; null: whatever it is.</param>
    public IReadOnlyList<TraceSummary> Latest(int count, string? kind = null)
    {
        var traces = new Dictionary<string, List<Hop>>(StringComparer.Ordinal);
        foreach (var hop in Hops())
        {
            foreach (var trace in hop.Traces)
            {
                if (!traces.TryGetValue(trace, out var hops))
                {
                    traces[trace] = hops = [];
                }

                hops.Add(hop);
            }
        }

        return [.. traces.Select(entry => Summary(entry.Key, entry.Value)).Where(trace => kind is null || trace.Kind == kind).OrderByDescending(trace => trace.Time).Take(count)];
    }

    /// <summary>All hops of the flows an id belongs to, in the order they began: a trace's id, or any id that a hop names.</summary>
    public IReadOnlyList<Hop> Find(string id)
    {
        var hops = Hops();
        var traces = hops.Where(hop => hop.Traces.Contains(id) || hop.Ids.Contains(id)).SelectMany(hop => hop.Traces.Contains(id) ? [id] : hop.Traces).ToHashSet(StringComparer.Ordinal);
        return [.. hops.Where(hop => hop.Traces.Any(traces.Contains)).OrderBy(hop => hop.Time).ThenByDescending(hop => hop.Milliseconds)];
    }

    private Hop[] Hops()
    {
        lock (_lock)
        {
            return [.. _hops];
        }
    }

    private static TraceSummary Summary(string traceId, List<Hop> hops)
    {
        var first = hops.MinBy(hop => hop.Time)!;
        return new TraceSummary(
            traceId,
            first.Time,
            first.Kind,
            first.Name,
            first.Detail,
            hops.Count,
            hops.Max(hop => (hop.Time - first.Time).TotalMilliseconds + hop.Milliseconds),
            hops.Exists(hop => hop.Failed));
    }

    [GeneratedRegex("Root=(?<root>1-[0-9a-f]{8}-[0-9a-f]{24})", RegexOptions.CultureInvariant)]
    private static partial Regex Root();

    private sealed class Departure(Timeline timeline) : IDisposable
    {
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Over => _over.Task;

        public void Dispose()
        {
            lock (timeline._lock)
            {
                timeline._departing.Remove(Over);
            }

            _over.TrySetResult();
        }
    }

    private sealed class Scope(Timeline timeline, IReadOnlyList<Flow>? before) : IDisposable
    {
        public void Dispose() => timeline._current.Value = before;
    }
}
