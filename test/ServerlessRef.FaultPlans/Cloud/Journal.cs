using Amazon.DynamoDBv2.Model;
using ServerlessRef.FaultPlans.Simulation;

namespace ServerlessRef.FaultPlans.Cloud;

/// <summary>What a stream of the table would show: every write that took effect, judged as it happens.</summary>
internal sealed class Journal
{
    private readonly SimulatedTime _time;
    private readonly Dictionary<string, string> _jobs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ends = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SeatHistory> _seats = new(StringComparer.Ordinal);

    public Journal(SimulatedTime time) => (_time, Line) = (time, new LineBooks(Demand));

    /// <summary>Of seats and those who wait for one.</summary>
    public LineBooks Line { get; }

    /// <summary>What no write may lead to, in the order seen.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Jobs that have not ended.</summary>
    public int Unfinished => _jobs.Values.Count(status => !IsEnd(status));

    public bool Knows(string jobId) => _jobs.ContainsKey(jobId);

    public bool HasEnded(string jobId) => _jobs.TryGetValue(jobId, out var status) && IsEnd(status);

    /// <summary>How often a job was ended.</summary>
    public int EndsOf(string jobId) => _ends.GetValueOrDefault(jobId);

    /// <summary>Somebody who asked at <paramref name="asked"/> was just told that an event is full.</summary>
    public void SeeToldFull(string eventId, DateTimeOffset asked) => Demand(
        _seats.TryGetValue(eventId, out var seats) && seats.WereAllTakenSince(asked), $"event {eventId} was said to be full and had a seat all the time since {asked:HH:mm:ss.fff}");

    /// <summary>What a write, or a transaction as a whole, has changed.</summary>
    public void See(IReadOnlyList<Change> changes)
    {
        foreach (var item in changes.Select(change => change.New).OfType<Dictionary<string, AttributeValue>>())
        {
            See(item);
        }

        Line.See(changes);
    }

    private void See(Dictionary<string, AttributeValue> item)
    {
        var partition = item["PK"].S;
        if (partition.StartsWith("JOB#", StringComparison.Ordinal))
        {
            SeeJob(partition["JOB#".Length..], item["status"].S);
        }
        else if (item.ContainsKey("seatsTaken"))
        {
            SeePool(partition, int.Parse(item["seatsTaken"].N), int.Parse(item["seats"].N));
        }
        else if (item.TryGetValue("ticketsIssued", out var issued))
        {
            Demand(issued.N == "1", $"{partition} {item["SK"].S} has {issued.N} tickets");
        }
    }

    public void Demand(bool holds, string violation)
    {
        if (!holds)
        {
            Violations.Add($"{_time.Now:HH:mm:ss.fff} {violation}");
        }
    }

    private void SeePool(string partition, int taken, int seats)
    {
        Demand(taken <= seats, $"{partition} is oversold: {taken} of {seats} seats");
        Demand(taken >= 0, $"{partition} has {taken} seats taken");
        var eventId = partition.Split('#')[1];
        if (!_seats.TryGetValue(eventId, out var history))
        {
            _seats[eventId] = history = new SeatHistory();
        }

        history.See(partition, seats - taken, _time.Now);
    }

    private void SeeJob(string id, string status)
    {
        var before = _jobs.GetValueOrDefault(id);
        Demand(before is null || !IsEnd(before), $"job {id} was {before} and is written again as {status}");
        _jobs[id] = status;
        if (IsEnd(status))
        {
            _ends[id] = EndsOf(id) + 1;
        }
    }

    private static bool IsEnd(string status) => status is "DONE" or "FAILED";
}
