using System.Text.RegularExpressions;
using ServerlessRef.Fuzz.Oracles;
using ServerlessRef.Fuzz.Requests;
using ServerlessRef.Fuzz.Runs;
using Xunit.Abstractions;

namespace ServerlessRef.Fuzz.Variants;

/// <summary>The fuzzer can fail: each of these services is caught, by the oracle meant to.</summary>
[Collection(FuzzCloudGroup.Name)]
public sealed partial class BrokenVariantTests(FuzzCloud cloud, ITestOutputHelper output)
{
    private const int Requests = 160;

    private static readonly Dictionary<string, (string Oracle, Func<FuzzRequest, FuzzAnswer, FuzzAnswer?> Damage)> Variants = new()
    {
        ["a bug answers 500"] = (nameof(NoServerError), (_, answer) =>
            answer.Problem == "event-not-found" ? BrokenService.Problem(500, "internal-error") : null),
        ["an undocumented status"] = (nameof(DocumentedStatus), (_, answer) =>
            answer.Problem == "event-not-found" ? BrokenService.Problem(418, "teapot") : null),
        ["a member is missing"] = (nameof(DocumentedBody), (request, answer) =>
            answer.Status == 200 && request.Method == "GET" ? BrokenService.Edited(answer, body => body.Remove(body.First().Key)) : null),
        ["a member too many"] = (nameof(DocumentedBody), (request, answer) =>
            answer.Status == 200 && request.Method == "GET" ? BrokenService.Edited(answer, body => body["internalNote"] = "x") : null),
        ["a member of another type"] = (nameof(DocumentedBody), (request, answer) =>
            answer.Status == 200 && request.Method == "GET" ? BrokenService.Edited(answer, body => body[body.First().Key] = 7.5) : null),
        ["a problem of another route"] = (nameof(DocumentedBody), (_, answer) =>
            answer.Problem == "event-not-found" ? BrokenService.Problem(404, "job-not-found") : null),
        ["a refusal in plain JSON"] = (nameof(DocumentedBody), (_, answer) =>
            answer.Status == 404 && answer.Problem is not null ? answer with { Headers = With(answer, "Content-Type", "application/json") } : null),
        ["a header is missing"] = (nameof(RequiredHeaders), (_, answer) =>
            answer.Status == 201 ? answer with { Headers = With(answer, "Location", null) } : null),
        ["a challenge is missing"] = (nameof(RequiredHeaders), (_, answer) =>
            answer.Status == 401 ? answer with { Headers = With(answer, "WWW-Authenticate", null) } : null),
        ["a stack trace"] = (nameof(Secrecy), (_, answer) =>
            answer.Problem == "event-not-found" ? BrokenService.Problem(404, "event-not-found", "   at ServerlessRef.Api.Routes.GetEvent.HandleAsync()") : null),
        ["somebody's token"] = (nameof(Secrecy), (request, answer) =>
            answer.Problem == "registration-not-found" && request.Headers.FirstOrDefault(header => header.StartsWith("Cancellation-Token: ", StringComparison.Ordinal)) is { Length: > 40 } sent
                ? BrokenService.Problem(404, "registration-not-found", $"No registration has {sent}.") : null),
        ["a refused request writes"] = (StateChange.Name, (request, answer) =>
            answer.Status == 201 && request.Target.EndsWith("/v1/events", StringComparison.Ordinal) ? BrokenService.Problem(409, "idempotency-key-reused") : null),
        ["a refused request takes a seat"] = (StateChange.Name, (request, answer) =>
            answer.Status == 201 && request.Target.EndsWith("/registrations", StringComparison.Ordinal) ? BrokenService.Problem(409, "event-full") : null),
        ["a refused request gives a seat back"] = (StateChange.Name, (request, answer) =>
            answer.Status == 204 && !request.Target.Contains("/waitlist/", StringComparison.Ordinal) ? BrokenService.Problem(404, "registration-not-found") : null),
        ["a refused request leaves the line"] = (StateChange.Name, (request, answer) =>
            answer.Status == 204 && request.Target.Contains("/waitlist/", StringComparison.Ordinal) ? BrokenService.Problem(404, "waitlist-entry-not-found") : null),
        ["an accepted offer is refused"] = (StateChange.Name, (request, answer) =>
            answer.Status == 200 && EntryOfAcceptance(request) is not null ? BrokenService.Problem(409, "offer-ended") : null),
        ["an offer that has ended is accepted"] = (StateChange.Name, (request, answer) =>
            answer.Problem == "offer-ended" ? Accepted(answer, EntryOfAcceptance(request)!) : null),
        ["somebody else's offer is accepted"] = (nameof(OnlyTheHolder), (request, answer) =>
            answer.Problem == "waitlist-entry-not-found" && EntryOfAcceptance(request) is { } entry ? Accepted(answer, entry) : null),
        ["no answer"] = ("NoAnswer", (_, answer) => answer.Status == 404 ? throw new InvalidDataException("The connection was closed.") : null),
    };

    public static TheoryData<string> Names => [.. Variants.Keys];

    [Theory(Timeout = 300_000)]
    [MemberData(nameof(Names))]
    public async Task ABrokenService_IsCaught(string variant)
    {
        var (oracle, damage) = Variants[variant];
        var name = $"broken-{Variants.Keys.ToList().IndexOf(variant):D2}";

        var report = await new FuzzRun(cloud.Address, cloud.Ledger, name, service => new BrokenService(service, damage), laneCount: 2).RunAsync(seed: 1, Requests);

        output.WriteLine(report.ToString());
        Assert.Contains(report.Findings, finding => finding.Oracle == oracle);
        Assert.All(report.Findings, finding => Assert.Equal(oracle, finding.Oracle));
    }

    private static string? EntryOfAcceptance(FuzzRequest request) =>
        request.Method == "POST" && request.Target.Contains("/acceptance", StringComparison.Ordinal) && Entry().Match(request.Target) is { Success: true } entry ? entry.Value : null;

    /// <summary>What whoever is offered a seat and takes it is answered.</summary>
    private static FuzzAnswer Accepted(FuzzAnswer answer, string entry) => new(
        200,
        With(answer, "Content-Type", "application/json"),
        $$"""{"id":"{{entry}}","eventId":"evt_{{new string('a', 26)}}","status":"accepted","position":1,"offeredUntil":null,"registrationId":null,"ticketJobId":null}""");

    [GeneratedRegex("wai_[a-z0-9]{26}")]
    private static partial Regex Entry();

    private static Dictionary<string, string> With(FuzzAnswer answer, string name, string? value)
    {
        var headers = new Dictionary<string, string>(answer.Headers, StringComparer.OrdinalIgnoreCase);
        headers.Remove(name);
        if (value is not null)
        {
            headers[name] = value;
        }

        return headers;
    }
}
