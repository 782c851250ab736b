using System.Globalization;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using ServerlessRef.FaultPlans.Cloud;

namespace ServerlessRef.FaultPlans.Plans;

/// <summary>The clients of a plan: they send, wait, try again, and write down what they were told.</summary>
internal sealed class Clients(SimulatedCloud cloud, Ledger ledger)
{
    public const string Organiser = "ada-sub";

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(3);

    private readonly List<string> _events = [];

    public IReadOnlyList<string> Events => _events;

    /// <summary>Creates the events, before anything can fail.</summary>
    public async Task CreateEventsAsync(IReadOnlyList<int> capacities)
    {
        foreach (var capacity in capacities)
        {
            var body = JsonSerializer.Serialize(new { title = $"Event {_events.Count}", startsAt = "2027-05-01T18:00:00Z", capacity });
            var created = await CallAsync("create", Request("POST", "/v1/events", body: body, key: Key("event", _events.Count), organiser: true));
            _events.Add(JsonDocument.Parse(created!.Body).RootElement.GetProperty("id").GetString()!);
        }
    }

    public async Task RunAsync(Operation operation)
    {
        switch (operation)
        {
            case Operation.SignUp signUp:
                ledger.Asked(signUp, await TryAsync(operation, SignUpRequest(signUp), answer => ledger.Answered(signUp, answer)));
                break;
            case Operation.Cancel cancel when ledger.Registration(cancel.Event, cancel.Key) is { } held:
                ledger.CancellationAsked(held.Id);
                await TryAsync(operation, Request("DELETE", "/v1/events/{eventId}/registrations/{id}", [_events[cancel.Event], held.Id], token: held.Token), answer => ledger.CancellationAnswered(held.Id, answer));
                break;
            case Operation.Remove remove when ledger.Registration(remove.Event, remove.Key) is { } held:
                ledger.CancellationAsked(held.Id);
                await TryAsync(operation, Request("DELETE", "/v1/events/{eventId}/attendees/{id}", [_events[remove.Event], held.Id], organiser: true), answer => ledger.CancellationAnswered(held.Id, answer));
                break;
            case Operation.Export export:
                ledger.Asked(export, await TryAsync(operation, ExportRequest(export), answer => ledger.Answered(export, answer)));
                break;
            case Operation.Garbage:
                ledger.Garbage.Add(cloud.Queue.Send($"garbage {operation.Id}"));
                break;
        }
    }

    /// <summary>The same request once more, when all is quiet.</summary>
    public async Task ReplayAsync(Operation operation)
    {
        var request = operation is Operation.SignUp signUp ? SignUpRequest(signUp) : ExportRequest((Operation.Export)operation);
        ledger.Replayed(operation, (await CallAsync("replay", request))!);
    }

    // How the last try ended; null when no try was answered by more than 5xx.
    private async Task<APIGatewayProxyResponse?> TryAsync(Operation operation, APIGatewayProxyRequest request, Action<APIGatewayProxyResponse> answered)
    {
        for (var attempt = 1; ; attempt++)
        {
            var asked = cloud.Time.Now;
            var answer = await CallAsync(string.Create(CultureInfo.InvariantCulture, $"op{operation.Id}"), request);
            if (operation is Operation.SignUp signUp && answer?.Body?.Contains("/problems/event-full", StringComparison.Ordinal) == true)
            {
                cloud.Journal.SeeToldFull(_events[signUp.Event], asked);
            }

            if (answer is { StatusCode: < 500 })
            {
                answered(answer);
                return answer;
            }

            cloud.Journal.Demand(answer?.StatusCode != 500, $"operation {operation.Id} was answered 500: a failure the api does not understand");
            if (attempt >= operation.Patience)
            {
                return null;
            }

            await cloud.Time.DelayAsync(BetweenTries * attempt);
        }
    }

    private Task<APIGatewayProxyResponse?> CallAsync(string name, APIGatewayProxyRequest request) => cloud.CallApiAsync(name, request);

    private APIGatewayProxyRequest SignUpRequest(Operation.SignUp signUp) => Request(
        "POST",
        "/v1/events/{eventId}/registrations",
        [_events[signUp.Event]],
        JsonSerializer.Serialize(new { name = $"Person {signUp.Person}", email = $"person{signUp.Person}@example.org" }),
        Key("sign-up", signUp.Key));

    private APIGatewayProxyRequest ExportRequest(Operation.Export export) => Request(
        "POST", "/v1/events/{eventId}/jobs", [_events[export.Event]], JsonSerializer.Serialize(new { type = export.Type }), Key("export", export.Key), organiser: true);

    private static string Key(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-000000000000-{number}");

    private static APIGatewayProxyRequest Request(
        string method, string resource, string[]? path = null, string? body = null, string? key = null, string? token = null, bool organiser = false)
    {
        var names = resource.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'));
        var request = new APIGatewayProxyRequest
        {
            HttpMethod = method,
            Resource = resource,
            Body = body,
            MultiValueHeaders = new Dictionary<string, IList<string>>(),
            PathParameters = names.Zip(path ?? []).ToDictionary(pair => pair.First, pair => pair.Second),
            RequestContext = new() { RequestId = "5b2f1c2e-7a70-4f2e-9a49-0f8e2f6f1a11" },
        };
        Add(request, "Content-Type", body is null ? null : "application/json");
        Add(request, "Idempotency-Key", key);
        Add(request, "Cancellation-Token", token);
        if (organiser)
        {
            request.RequestContext.Authorizer = new() { Claims = new() { ["sub"] = Organiser, ["cognito:groups"] = "organisers" } };
        }

        return request;
    }

    private static void Add(APIGatewayProxyRequest request, string name, string? value)
    {
        if (value is not null)
        {
            request.MultiValueHeaders[name] = [value];
        }
    }
}
