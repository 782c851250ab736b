using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using ServerlessRef.FaultPlans.Cloud;

namespace ServerlessRef.FaultPlans.Plans;

/// <summary>What clients were told, and nothing else: the other side of the comparison.</summary>
internal sealed class Ledger(SimulatedCloud cloud)
{
    private readonly Dictionary<(int Event, int Key), Held> _registrations = [];
    private readonly Dictionary<string, string> _bodies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Operation> _accepted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _cancellationsAsked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _cancelled = new(StringComparer.Ordinal);

    /// <summary>A seat a client was told it has.</summary>
    internal sealed record Held(string Id, string Token, string TicketJobId);

    /// <summary>Ids of unreadable messages.</summary>
    public List<string> Garbage { get; } = [];

    /// <summary>Each accepted job, with an operation that got it accepted.</summary>
    public IReadOnlyDictionary<string, Operation> AcceptedJobs => _accepted;

    public IEnumerable<Held> Registrations => _registrations.Values;

    /// <summary>Of those who wait.</summary>
    public Places Places { get; } = new(cloud);

    public int Refused { get; private set; }

    public int Unanswered { get; private set; }

    public Held? Registration(int scheduled, int key) => _registrations.GetValueOrDefault((scheduled, key));

    public bool WasCancellationAsked(string registrationId) => _cancellationsAsked.Contains(registrationId);

    public bool WasCancelled(string registrationId) => _cancelled.Contains(registrationId);

    public void Asked(Operation operation, APIGatewayProxyResponse? last)
    {
        Unanswered += last is null ? 1 : 0;
        Refused += last?.StatusCode is >= 400 ? 1 : 0;
    }

    public void Answered(Operation operation, APIGatewayProxyResponse answer)
    {
        if (answer.StatusCode is not (201 or 202))
        {
            return;
        }

        using var json = JsonDocument.Parse(answer.Body);
        var isSignUp = operation is Operation.SignUp;
        var jobId = json.RootElement.GetProperty(isSignUp ? "ticketJobId" : "id").GetString()!;
        Compare(jobId, answer.Body);
        _accepted.TryAdd(jobId, operation);
        if (operation is Operation.SignUp signUp)
        {
            _registrations[(signUp.Event, signUp.Key)] = new Held(
                json.RootElement.GetProperty("id").GetString()!, json.RootElement.GetProperty("cancellationToken").GetString()!, jobId);
        }

        cloud.Journal.Demand(
            cloud.Queue.Bodies.Contains($$"""{"jobId":"{{jobId}}"}""") || cloud.Journal.HasEnded(jobId),
            $"operation {operation.Id} was answered {answer.StatusCode} before its job {jobId} was sent");
    }

    public void CancellationAsked(string registrationId) => _cancellationsAsked.Add(registrationId);

    public void CancellationAnswered(string registrationId, APIGatewayProxyResponse answer)
    {
        cloud.Journal.Demand(answer.StatusCode == 204, $"the cancellation of {registrationId} was answered {answer.StatusCode}");
        _cancelled.Add(registrationId);
    }

    /// <summary>When all is quiet: the first answer again, or that the registration was cancelled.</summary>
    public void Replayed(Operation operation, APIGatewayProxyResponse answer)
    {
        if (operation is Operation.SignUp signUp && answer.StatusCode == 409)
        {
            cloud.Journal.Demand(
                WasCancellationAsked(_registrations[(signUp.Event, signUp.Key)].Id) && answer.Body.Contains("/problems/registration-cancelled", StringComparison.Ordinal),
                $"operation {operation.Id} was accepted and its replay answered {answer.Body}");
            return;
        }

        cloud.Journal.Demand(answer.StatusCode is 201 or 202, $"operation {operation.Id} was accepted and its replay answered {answer.StatusCode}");
        Answered(operation, answer);
    }

    private void Compare(string jobId, string body)
    {
        if (!_bodies.TryAdd(jobId, body))
        {
            cloud.Journal.Demand(_bodies[jobId] == body, $"job {jobId} was answered {_bodies[jobId]} and then {body}");
        }
    }
}
