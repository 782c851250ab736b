using System.Net;
using System.Text.Json;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Dev;

/// <summary>What to scan: the page, and every GET of the API's document with ids that exist and the tokens it asks for.</summary>
/// <param name="Headers">Sent with each request.</param>
internal sealed record ScanTargets(IReadOnlyList<string> Urls, IReadOnlyList<string> Headers)
{
    public static async Task<ScanTargets> CreateAsync(Uri site)
    {
        using var client = new ServiceClient(site);
        var organiser = await client.SignInAsync("scan@organisers.example");
        var eventId = Made(await client.CreateEventAsync(organiser, "scan-event-0001-key", "An event to scan", 50, new DateTimeOffset(2098, 1, 1, 0, 0, 0, TimeSpan.Zero)), HttpStatusCode.Created).GetProperty("id").GetString()!;
        var person = Made(await client.RegisterAsync(eventId, "scan-person-0001-key", "A person", "person@scan.example", "127.0.0.1"), HttpStatusCode.Created);
        var jobId = Made(await client.CreateJobAsync(organiser, "scan-export-0001-key", eventId, "attendee-export"), HttpStatusCode.Accepted).GetProperty("id").GetString()!;

        var values = new Dictionary<string, string>
        {
            ["{eventId}"] = eventId,
            ["{id}"] = person.GetProperty("id").GetString()!,
            ["{jobId}"] = jobId,
        };
        using var document = JsonDocument.Parse((await client.GetAsync("_local/openapi.json")).Body);
        return new ScanTargets(
            [.. document.RootElement.GetProperty("paths").EnumerateObject().Where(path => path.Value.TryGetProperty("get", out _)).Select(path => new Uri(site, Url(path, values)).AbsoluteUri)],
            [$"Authorization: Bearer {organiser}", $"Cancellation-Token: {person.GetProperty("cancellationToken").GetString()}"]);
    }

    private static string Url(JsonProperty path, Dictionary<string, string> values)
    {
        var filled = string.Join('/', path.Name.Split('/').Select(part => values.GetValueOrDefault(part, part)));
        var query = path.Value.GetProperty("get").TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query").Select(p => p.GetProperty("name").GetString()).ToList()
            : [];
        return query.Count == 0 ? filled : $"{filled}?{string.Join('&', query.Select(name => $"{name}=5"))}";
    }

    private static JsonElement Made(Answer answer, HttpStatusCode status) =>
        answer.Status == status ? answer.Json : throw new DevException($"The service to scan did not take its first data: {(int)answer.Status} {answer.Body}");
}
