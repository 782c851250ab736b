namespace ServerlessRef.Bench.Scaling;

/// <summary>
/// Sends jobs through queue, event source mapping, function and table, in steps of 10 ms, by what AWS publishes about each. No clock and no
/// chance: the same load gives the same result.
/// </summary>
internal sealed class JobFlow(JobProfile profile, WorkerSettings settings)
{
    private const int StepsPerSecond = 100;

    private readonly LinkedList<(int Step, double Jobs)> _waiting = new();
    private readonly PriorityQueue<int, int> _busyUntil = new();
    private readonly Dictionary<string, int> _held = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, double> _ages = [];
    private double _queued;
    private double _pollers = PublishedLimits.FirstPollers;
    private int _environments;
    private double _newEnvironments = PublishedLimits.EnvironmentsPerTenSeconds;
    private double _writes;

    /// <param name="jobsPerSecond">Arrive evenly.</param>
    /// <param name="seconds">For so long; then what waits is worked off.</param>
    /// <param name="limitSeconds">Gives up after so long.</param>
    public LoadResult Run(double jobsPerSecond, int seconds, int limitSeconds = 4 * 3_600)
    {
        var (step, last, done, batches, gigabyteSeconds, requests, most, arriving) = (0, seconds * StepsPerSecond, 0.0, 0.0, 0.0, 0.0, 0, 0.0);
        var total = Math.Floor(jobsPerSecond * seconds);
        for (; done < total && step < limitSeconds * StepsPerSecond; step++)
        {
            arriving += step < seconds * StepsPerSecond ? jobsPerSecond / StepsPerSecond : 0;
            if (Math.Floor(arriving + 1e-9) is >= 1 and var arrived)
            {
                arriving -= arrived;
                _queued += arrived;
                _waiting.AddLast((step, arrived));
            }

            Release(step);
            while (_queued >= 1 && Hold() is null)
            {
                var messages = (int)Math.Min(_queued, settings.BatchSize);
                var isNew = _busyUntil.Count == _environments;
                _environments += isNew ? 1 : 0;
                _newEnvironments -= isNew ? 1 : 0;
                var duration = Math.Ceiling(profile.BatchSeconds(messages, settings.AtOnce) * 1_000) / 1_000;
                var end = step + Math.Max((int)Math.Ceiling(duration * StepsPerSecond), 1);
                _busyUntil.Enqueue(end, end);
                last = Math.Max(last, end);
                _writes -= messages * JobProfile.WriteUnits;
                Take(messages, end);
                done += messages;
                batches++;
                gigabyteSeconds += duration * profile.Megabytes / 1_024;
                requests += messages + (2 * Math.Ceiling(messages / (double)PublishedLimits.MessagesPerRequest));
                most = Math.Max(most, _busyUntil.Count);
            }

            if (_queued >= 1)
            {
                var reason = Hold()!;
                _held[reason] = _held.GetValueOrDefault(reason) + 1;
            }
        }

        var millions = done / 1e6;
        var cost = (gigabyteSeconds * Prices.GigabyteSecond) + (batches * Prices.Invocation) + (requests * Prices.QueueRequest) + (done * JobProfile.WriteUnits * Prices.WriteUnit);
        return new LoadResult(
            done * StepsPerSecond / last,
            Age(0.5, done),
            Age(0.99, done),
            most,
            _held.Count == 0 ? "nothing" : _held.MaxBy(reason => reason.Value).Key,
            gigabyteSeconds / millions,
            batches / millions,
            requests / millions,
            cost / millions);
    }

    private void Release(int step)
    {
        while (_busyUntil.TryPeek(out var end, out _) && end <= step)
        {
            _busyUntil.Dequeue();
        }

        _writes = Math.Min(_writes + (PublishedLimits.TableWriteUnits / (double)StepsPerSecond), PublishedLimits.TableWriteUnits);
        _newEnvironments = Math.Min(_newEnvironments + (PublishedLimits.EnvironmentsPerTenSeconds / (10.0 * StepsPerSecond)), PublishedLimits.EnvironmentsPerTenSeconds);
        if (_queued >= 1)
        {
            _pollers += PublishedLimits.PollersPerMinute / (60.0 * StepsPerSecond);
        }
    }

    /// <summary>What keeps another batch from beginning, or null.</summary>
    private string? Hold()
    {
        var running = _busyUntil.Count;
        return running >= settings.MaximumConcurrency ? "MaximumConcurrency"
            : running >= PublishedLimits.AccountConcurrency ? "account concurrency"
            : running >= (int)_pollers ? "pollers"
            : running >= _environments && _newEnvironments < 1 ? "new environments"
            : _writes < Math.Min(_queued, settings.BatchSize) * JobProfile.WriteUnits ? "table writes"
            : null;
    }

    private void Take(double messages, int end)
    {
        _queued -= messages;
        while (messages > 0)
        {
            var (step, jobs) = _waiting.First!.Value;
            var taken = Math.Min(jobs, messages);
            _ages[end - step] = _ages.GetValueOrDefault(end - step) + taken;
            messages -= taken;
            _waiting.RemoveFirst();
            if (taken < jobs)
            {
                _waiting.AddFirst((step, jobs - taken));
            }
        }
    }

    private double Age(double share, double done)
    {
        var seen = 0.0;
        return _ages.First(age => (seen += age.Value) >= share * done - 1e-6).Key / (double)StepsPerSecond;
    }
}
