using System.Globalization;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using ServerlessRef.FaultPlans.Cloud;
using ServerlessRef.FaultPlans.Mail;

namespace ServerlessRef.FaultPlans.Plans;

/// <summary>The clients of a plan: they send, wait, try again, and write down what they were told.</summary>
internal sealed class Clients(SimulatedCloud cloud, Ledger ledger)
{
    public const string Organiser = "ada-sub";

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(25);

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
            case Operation.Join join:
                ledger.Places.Asking(join);
                ledger.Asked(join, await TryAsync(operation, JoinRequest(join), answer => ledger.Places.Answered(join, answer)));
                await WatchAsync(join);
                break;
            case Operation.Leave leave when ledger.Places.Find(leave.Event, leave.Key) is { } place:
                await LeaveAsync(leave, place);
                break;
            case Operation.Garbage { InLine: true }:
                ledger.Garbage.Add(cloud.Line.Send($"garbage {operation.Id}", default, "nobody", $"garbage-{operation.Id}"));
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

    /// <summary>The same, of those who wait.</summary>
    public async Task ReplayAsync(Operation.Join join) => ledger.Places.Replayed(join, (await CallAsync("replay", JoinRequest(join)))!);

    // As the page does: look now and then, and show the offer when there is one.
    private async Task WatchAsync(Operation.Join join)
    {
        for (var look = 0; look < join.Looks && ledger.Places.Find(join.Event, join.Key) is { } place; look++)
        {
            await cloud.Time.DelayAsync(BetweenLooks);
            var status = await LookAsync(place) is { } seen ? seen.GetProperty("status").GetString() : null;
            switch (status)
            {
                case "offered" when join.Answer == Answer.Yes:
                    await TryAsync(join, EntryRequest("POST", place, "/acceptance"), answer => ledger.Places.SaidYes(place.Id, answer));
                    return;
                case "offered" when join.Answer == Answer.No:
                    ledger.Places.Leaving(place.Id);
                    await TryAsync(join, EntryRequest("DELETE", place), answer => ledger.Places.SaidNo(place.Id, answer));
                    return;
                case "queued" or "failed" or "waiting" or null:
                    break;
                default:
                    return;
            }
        }
    }

    private async Task LeaveAsync(Operation.Leave leave, Places.Place place)
    {
        ledger.Places.Leaving(place.Id);
        var answer = await TryAsync(leave, EntryRequest("DELETE", place), answer => ledger.Places.SaidNo(place.Id, answer));
        if (answer?.StatusCode == 409 && await LookAsync(place) is { } seen && seen.TryGetProperty("registrationId", out var made) && made.GetString() is { } registrationId)
        {
            ledger.CancellationAsked(registrationId);
            await TryAsync(
                leave,
                Request("DELETE", "/v1/events/{eventId}/registrations/{id}", [_events[place.Event], registrationId], token: place.Token),
                cancelled => ledger.CancellationAnswered(registrationId, cancelled));
        }
    }

    // Null: no answer this time.
    private async Task<JsonElement?> LookAsync(Places.Place place)
    {
        var answer = await CallAsync("look", EntryRequest("GET", place));
        cloud.Journal.Demand(answer is null or { StatusCode: 200 or 503 }, $"a look at entry {place.Id} was answered {answer?.StatusCode}");
        return answer is { StatusCode: 200 } ? JsonElement.Parse(answer.Body) : null;
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
        JsonSerializer.Serialize(new { name = $"Person {signUp.Person}", email = Mail(signUp.Person) }),
        Key("sign-up", signUp.Key));

    private APIGatewayProxyRequest JoinRequest(Operation.Join join) => Request(
        "POST",
        "/v1/events/{eventId}/waitlist",
        [_events[join.Event]],
        JsonSerializer.Serialize(new { name = $"Person {join.Person}", email = Mail(join.Person) }),
        Key("join", join.Key));

    private APIGatewayProxyRequest EntryRequest(string method, Places.Place place, string suffix = "") => Request(
        method,
        "/v1/events/{eventId}/waitlist/{id}" + suffix,
        [_events[place.Event], place.Id],
        key: method == "POST" ? Key("acceptance", place.Joined.Key) : null,
        token: place.Token);

    private APIGatewayProxyRequest ExportRequest(Operation.Export export) => Request(
        "POST", "/v1/events/{eventId}/jobs", [_events[export.Event]], JsonSerializer.Serialize(new { type = export.Type }), Key("export", export.Key), organiser: true);

    // SES takes no mail for some.
    private static string Mail(int person) => string.Create(CultureInfo.InvariantCulture, $"person{person}{(person % 23 == 5 ? FaultyMail.Refused : "@example.org")}");

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
