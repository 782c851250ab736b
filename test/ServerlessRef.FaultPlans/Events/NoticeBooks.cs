using System.Text.Json;
using ServerlessRef.Changes;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.FaultPlans.Cloud;
using ServerlessRef.FaultPlans.Simulation;

namespace ServerlessRef.FaultPlans.Events;

/// <summary>What of the table's changes is news, and what became of it: known from the writes alone, without pipe, filters and functions.</summary>
internal sealed class NoticeBooks
{
    private readonly Dictionary<string, int> _counters = new(StringComparer.Ordinal); // seats left, by partition
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal); // by partition
    private readonly HashSet<string> _expected = new(StringComparer.Ordinal);
    private readonly List<string> _read = []; // full when the batch was read that the pipe has at hand
    private readonly HashSet<string> _possible = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Actor>> _tellers = new(StringComparer.Ordinal);

    /// <summary>Notices people must be told of, and have not been.</summary>
    public IEnumerable<string> Untold => _expected.Where(id => !_told.ContainsKey(id));

    /// <summary>Promotions that were made: an execution must have been started for each.</summary>
    public HashSet<string> Kept { get; } = new(StringComparer.Ordinal);

    public int Told => _told.Count;

    public void See(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            if (change.IsIn("EVENT#", "REG#") && change.OldText("status") == "confirmed" && change.NewText("status") == "cancelled")
            {
                Expect($"{NoticeTypes.SeatFreed}/{change.NewText("id")}");
            }
            else if (change.IsIn("EVENT#", TableSchema.PromotionPrefix) && change.Old is null)
            {
                Kept.Add(change.NewText("id")!);
            }
            else if (change.IsIn("JOB#", "META") && change.NewText("status") == "FAILED" && change.OldText("status") != "FAILED" && change.NewText("error") != "cancelled")
            {
                Expect($"{NoticeTypes.JobFailed}/{change.Partition["JOB#".Length..]}/{change.New!.GetValueOrDefault("fence")?.N ?? "0"}");
            }
            else if (change.New?.GetValueOrDefault(TableSchema.SeatsLeft)?.N is { } left)
            {
                SeeCounter(change, int.Parse(left), long.Parse(change.New["version"].N));
            }
        }
    }

    /// <summary>A batch has its events, made from <paramref name="fullBefore"/> until now: who was full all the while must be told of, unless the bus refuses one.</summary>
    public void SeeRead(IReadOnlyList<TableChange> changes, IReadOnlySet<string> fullBefore)
    {
        SeeBatch();
        foreach (var eventId in changes.Where(HasRunOut).Select(change => change.Item.Keys[TableSchema.PartitionKey].Text!.Split('#')[1]))
        {
            if (Fullness(eventId) is { } full && fullBefore.Contains(full))
            {
                _read.Add(full);
            }
        }
    }

    /// <summary>The bus did not take the whole batch: it is read again, and by then an event may not be full any more.</summary>
    public void SeeRefused() => _read.Clear();

    /// <summary>The notices of events that are full now.</summary>
    public IReadOnlySet<string> Full() => _counters.Keys.Select(partition => partition.Split('#')[1]).Distinct().Select(Fullness).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>The topic has a notice.</summary>
    public void SeeTold(string noticeId) => _told[noticeId] = _told.GetValueOrDefault(noticeId) + 1;

    /// <summary>An invocation of Notify was given a notice.</summary>
    public void SeeTeller(JsonElement notice, Actor actor)
    {
        var id = notice.GetProperty("id").GetString()!;
        if (!_tellers.TryGetValue(id, out var tellers))
        {
            _tellers[id] = tellers = [];
        }

        tellers.Add(actor);
    }

    /// <summary>What was not told, or more often than there is a reason for, or never was.</summary>
    public IEnumerable<string> Violations()
    {
        SeeBatch();
        foreach (var id in Untold.Concat(Full().Where(id => !_told.ContainsKey(id))).Distinct(StringComparer.Ordinal))
        {
            yield return $"notice {id} was never told";
        }

        foreach (var (id, times) in _told)
        {
            if (!_possible.Contains(id))
            {
                yield return $"notice {id} was told and is not true";
            }

            if (times > 1 && !_tellers[id].Exists(teller => teller.Struck))
            {
                yield return $"notice {id} was told {times} times though no fault struck its telling";
            }
        }
    }

    // The pipe goes on to the next batch when the bus has this one.
    private void SeeBatch()
    {
        _read.ForEach(Expect);
        _read.Clear();
    }

    private void Expect(string noticeId)
    {
        _expected.Add(noticeId);
        _possible.Add(noticeId);
    }

    private void SeeCounter(Change change, int left, long version)
    {
        (_counters[change.Partition], _versions[change.Partition]) = (left, version);
        if (Fullness(change.Partition.Split('#')[1]) is { } full)
        {
            _possible.Add(full);
        }
    }

    private string? Fullness(string eventId)
    {
        var pools = _counters.Keys.Where(partition => partition.Split('#')[1] == eventId).ToList();
        return pools.TrueForAll(pool => _counters[pool] == 0) ? $"{NoticeTypes.EventFull}/{eventId}/{pools.Sum(pool => _versions[pool])}" : null;
    }

    private static bool HasRunOut(TableChange change) =>
        change.Item.New.GetValueOrDefault(TableSchema.SeatsLeft)?.Number == "0" && change.Item.Old.GetValueOrDefault(TableSchema.SeatsLeft)?.Number != "0";
}
