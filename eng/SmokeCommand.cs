using System.Text.Json;

namespace ServerlessRef.Dev;

/// <summary>Asks a running deployment the few questions that show it is whole; changes nothing.</summary>
internal static class SmokeCommand
{
    public static async Task<int> RunAsync(Options options)
    {
        if (options.Value("--url") is not { } text || !Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            throw new DevException("smoke needs --url with an absolute address, for example --url https://d111111abcdef8.cloudfront.net", 2);
        }

        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("serverlessref-smoke/1.0");
        (string What, Func<Task<string?>> Check)[] checks =
        [
            ("the page answers with a content security policy", () => PageAsync(client)),
            ("config.json says how to sign in", () => JsonAsync(client, "config.json", "mode")),
            ("the API is healthy", () => StatusAsync(client, "v1/health", 200)),
            ("the list of events answers", () => JsonAsync(client, "v1/events?limit=1", "items")),
            ("an organiser's route refuses a stranger", () => StatusAsync(client, "v1/jobs/smoke", 401)),
            ("an unknown route is a 404 problem", () => StatusAsync(client, "v1/no-such-route", 404)),
        ];

        var failed = 0;
        foreach (var (what, check) in checks)
        {
            var problem = await check();
            failed += problem is null ? 0 : 1;
            Console.WriteLine(problem is null ? $"ok      {what}" : $"FAILED  {what}: {problem}");
        }

        return failed == 0 ? 0 : 1;
    }

    private static async Task<string?> PageAsync(HttpClient client)
    {
        using var response = await client.GetAsync(new Uri("", UriKind.Relative));
        return !response.IsSuccessStatusCode ? $"status {(int)response.StatusCode}"
            : !response.Headers.Contains("Content-Security-Policy") ? "no Content-Security-Policy header"
            : null;
    }

    private static async Task<string?> StatusAsync(HttpClient client, string path, int expected)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (int)response.StatusCode == expected ? null : $"status {(int)response.StatusCode} instead of {expected}";
    }

    private static async Task<string?> JsonAsync(HttpClient client, string path, string property)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        if (!response.IsSuccessStatusCode)
        {
            return $"status {(int)response.StatusCode}";
        }

        try
        {
            using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            return body.RootElement.TryGetProperty(property, out _) ? null : $"no \"{property}\" in the answer";
        }
        catch (JsonException)
        {
            return "the answer is not JSON";
        }
    }
}
