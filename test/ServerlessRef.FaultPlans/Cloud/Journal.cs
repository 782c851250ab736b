using Amazon.DynamoDBv2.Model;
using ServerlessRef.FaultPlans.Simulation;

namespace ServerlessRef.FaultPlans.Cloud;

/// <summary>What a stream of the table would show: every write that took effect, judged as it happens.</summary>
internal sealed class Journal(SimulatedTime time)
{
    private readonly Dictionary<string, string> _jobs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ends = new(StringComparer.Ordinal);

    /// <summary>What no write may lead to, in the order seen.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Jobs that have not ended.</summary>
    public int Unfinished => _jobs.Values.Count(status => !IsEnd(status));

    public bool Knows(string jobId) => _jobs.ContainsKey(jobId);

    public bool HasEnded(string jobId) => _jobs.TryGetValue(jobId, out var status) && IsEnd(status);

    /// <summary>How often a job was ended.</summary>
    public int EndsOf(string jobId) => _ends.GetValueOrDefault(jobId);

    /// <summary>An item as a write left it.</summary>
    public void See(Dictionary<string, AttributeValue>? item)
    {
        if (item is null)
        {
            return;
        }

        var partition = item["PK"].S;
        if (partition.StartsWith("JOB#", StringComparison.Ordinal))
        {
            SeeJob(item["id"].S, item["status"].S);
        }
        else if (item["SK"].S == "META")
        {
            Demand(int.Parse(item["seatsTaken"].N) <= int.Parse(item["capacity"].N), $"{partition} is oversold: {item["seatsTaken"].N} of {item["capacity"].N} seats");
            Demand(int.Parse(item["seatsTaken"].N) >= 0, $"{partition} has {item["seatsTaken"].N} seats taken");
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
            Violations.Add($"{time.Now:HH:mm:ss.fff} {violation}");
        }
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
