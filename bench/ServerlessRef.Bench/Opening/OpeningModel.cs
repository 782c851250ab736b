namespace ServerlessRef.Bench.Opening;

/// <summary>
/// Sign-ups for one event against DynamoDB's published limits, as a discrete simulation: requests come at random at a given rate, each goes
/// to a pool drawn by its id, and meets units that are used up, a counter another transaction holds, or neither. Seats are never the limit.
/// </summary>
internal sealed class OpeningModel
{
    private readonly OpeningLimits _limits;
    private readonly Random _random;
    private readonly UnitBucket _table;
    private readonly UnitBucket[] _pools;
    private readonly UnitBucket[] _shards;
    private readonly double[] _heldUntil;
    private readonly PriorityQueue<Request, (double At, long Order)> _due = new();
    private long _order;

    private OpeningModel(OpeningLimits limits, int pools, int seed)
    {
        _limits = limits;
#pragma warning disable CA5394 // not for secrets: a run must be repeatable from its seed
        _random = new Random(seed);
#pragma warning restore CA5394
        _table = new UnitBucket(limits.TableUnits);
        _pools = [.. Enumerable.Range(0, pools).Select(_ => new UnitBucket(limits.PartitionUnits))];
        _shards = [.. Enumerable.Range(0, limits.IndexShards).Select(_ => new UnitBucket(limits.PartitionUnits))];
        _heldUntil = new double[pools];
    }

    /// <param name="asked">Requests a second.</param>
    /// <param name="seconds">How long they come; what has not ended then counts as asked alone.</param>
    public static OpeningOutcome Run(OpeningLimits limits, int pools, double asked, double seconds, int seed) =>
        new OpeningModel(limits, pools, seed).Run(asked, seconds);

    private OpeningOutcome Run(double asked, double seconds)
    {
        var (come, accepted, refused, retried, conflicts, throttled) = (0, 0, 0, 0, 0, 0);
        for (var at = Gap(asked); at < seconds; at += Gap(asked))
        {
            come++;
            Enqueue(new Request(Draw(_pools.Length), Draw(_shards.Length), Attempt: 1), at);
        }

        while (_due.TryDequeue(out var request, out var due) && due.At < seconds)
        {
            var answer = Try(request, due.At);
            accepted += answer == Answer.Committed ? 1 : 0;
            conflicts += answer == Answer.Conflict ? 1 : 0;
            throttled += answer == Answer.Throttled ? 1 : 0;
            if (answer == Answer.Committed)
            {
                continue;
            }

            retried += request.Attempt == 1 ? 1 : 0;
            if (request.Attempt == _limits.Attempts)
            {
                refused++;
                continue;
            }

            // A refusal takes as long to come as a success.
            Enqueue(request with { Attempt = request.Attempt + 1 }, due.At + _limits.ConflictWindow + Wait(request.Attempt));
        }

        return new OpeningOutcome(come, accepted, refused, retried, conflicts, throttled, seconds);
    }

    private Answer Try(Request request, double now)
    {
        var (inPool, inAll) = (_limits.ItemsInThePool * _limits.UnitsOfAnItem, _limits.Items * _limits.UnitsOfAnItem);
        var (pool, shard) = (_pools[request.Pool], _shards[request.Shard]);
        if (!pool.Has(inPool, now) || !_table.Has(inAll, now) || !shard.Has(1, now))
        {
            return Answer.Throttled;
        }

        if (_heldUntil[request.Pool] > now)
        {
            // Prepared and given up: half of the two writes of each item.
            pool.Take(inPool / 2);
            _table.Take(inAll / 2);
            return Answer.Conflict;
        }

        _heldUntil[request.Pool] = now + _limits.ConflictWindow;
        pool.Take(inPool);
        _table.Take(inAll);
        shard.Take(1);
        return Answer.Committed;
    }

    private void Enqueue(Request request, double at) => _due.Enqueue(request, (at, _order++));

#pragma warning disable CA5394 // as above
    private double Gap(double asked) => -Math.Log(1 - _random.NextDouble()) / asked;

    private int Draw(int count) => _random.Next(count);

    private double Wait(int attempt) => _random.NextDouble() * Math.Min(_limits.LongestWait, _limits.FirstWait * Math.Pow(2, attempt - 1));
#pragma warning restore CA5394

    private readonly record struct Request(int Pool, int Shard, int Attempt);

    private enum Answer
    {
        Committed,
        Conflict,
        Throttled,
    }
}
