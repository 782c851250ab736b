using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using ServerlessRef.Domain.Identity;
using ServerlessRef.FaultPlans.Cloud;

namespace ServerlessRef.FaultPlans.Plans;

/// <summary>What those were told who wait for a seat.</summary>
internal sealed class Places(SimulatedCloud cloud)
{
    private readonly Dictionary<(int Event, int Key), Place> _places = [];
    private readonly Dictionary<(int Event, int Key), DateTimeOffset> _asked = [];
    private readonly Dictionary<string, string> _bodies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);
    private readonly HashSet<string> _replayed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _yes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);
    private readonly HashSet<string> _leaving = new(StringComparer.Ordinal);

    /// <summary>An entry a client was told it has.</summary>
    /// <param name="AskedAt">When it asked first.</param>
    /// <param name="ToldAt">When it was told first.</param>
    internal sealed record Place(string Id, string Token, int Event, Operation.Join Joined, DateTimeOffset AskedAt, DateTimeOffset ToldAt);

    public IReadOnlyCollection<Place> All => _places.Values;

    public Place? Find(int scheduled, int key) => _places.GetValueOrDefault((scheduled, key));

    /// <summary>Whether its holder was told that the seat is his.</summary>
    public bool WasAccepted(string entryId) => _yes.Contains(entryId);

    /// <summary>Whether its holder was told that he is out of the line.</summary>
    public bool WasLeft(string entryId) => _left.Contains(entryId);

    /// <summary>What its holder was told last by an answer to joining; null: nobody was told of it.</summary>
    public string? Told(string entryId) => _told.GetValueOrDefault(entryId);

    /// <summary>Whether its holder asked again when all was quiet.</summary>
    public bool AskedAtTheEnd(string entryId) => _replayed.Contains(entryId);

    /// <summary>Whether its holder has asked to be let out.</summary>
    public bool WasLeaving(string entryId) => _leaving.Contains(entryId);

    public void Asking(Operation.Join join) => _asked.TryAdd((join.Event, join.Key), cloud.Time.Now);

    public void Answered(Operation.Join join, APIGatewayProxyResponse answer)
    {
        if (answer.StatusCode != 202)
        {
            return;
        }

        using var json = JsonDocument.Parse(answer.Body);
        var id = json.RootElement.GetProperty("id").GetString()!;
        var jobId = DerivedId.ForWaitlistJob(id);

        // The first answer again, but for one word: nobody is told that he is queued when nothing is under way.
        var status = json.RootElement.GetProperty("status").GetString()!;
        var body = answer.Body.Replace($"\"status\":\"{status}\"", "", StringComparison.Ordinal);
        cloud.Journal.Demand(_bodies.TryAdd(id, body) || _bodies[id] == body, $"entry {id} was answered {_bodies[id]} and then {body}");
        cloud.Journal.Demand(status is "queued" or "failed", $"entry {id} was answered {status}");
        _told[id] = status;
        cloud.Journal.Demand(
            cloud.Line.Bodies.Contains($$"""{"jobId":"{{jobId}}"}""") || cloud.Journal.HasEnded(jobId),
            $"operation {join.Id} was answered {answer.StatusCode} before its job {jobId} was sent");
        _places.TryAdd(
            (join.Event, join.Key),
            new Place(id, json.RootElement.GetProperty("cancellationToken").GetString()!, join.Event, join, _asked[(join.Event, join.Key)], cloud.Time.Now));
    }

    public void SaidYes(string entryId, APIGatewayProxyResponse answer)
    {
        cloud.Journal.Demand(answer.StatusCode is 200 or 409, $"the acceptance of {entryId} was answered {answer.StatusCode}");
        if (answer.StatusCode == 200)
        {
            _yes.Add(entryId);
        }
    }

    public void Leaving(string entryId) => _leaving.Add(entryId);

    public void SaidNo(string entryId, APIGatewayProxyResponse answer)
    {
        cloud.Journal.Demand(answer.StatusCode is 204 or 409, $"the end of {entryId} was answered {answer.StatusCode}");
        if (answer.StatusCode == 204)
        {
            _left.Add(entryId);
        }
    }

    /// <summary>When all is quiet: the first answer again, or that the entry has ended.</summary>
    public void Replayed(Operation.Join join, APIGatewayProxyResponse answer)
    {
        cloud.Journal.Demand(
            answer.StatusCode == 202 || (answer.StatusCode == 409 && answer.Body.Contains("/problems/waitlist-entry-ended", StringComparison.Ordinal)),
            $"operation {join.Id} was accepted and its replay answered {answer.StatusCode} {answer.Body}");
        _replayed.Add(_places[(join.Event, join.Key)].Id);
        Answered(join, answer);
    }
}
