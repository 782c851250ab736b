using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ServerlessRef.Shared.Load;

/// <summary>An answer as a client sees it: nothing of it is read ahead.</summary>
public sealed record Answer(HttpStatusCode Status, string Body, string? Location, TimeSpan? RetryAfter)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>The last part of a problem's type, for example <c>event-full</c>; null for what is no problem.</summary>
    public string? Problem =>
        (int)Status >= 400 && Body.StartsWith('{') && Json.TryGetProperty("type", out var type) ? type.GetString()!.Split('/')[^1] : null;
}

/// <summary>The service over HTTP, as any client can use it from the documentation alone.</summary>
public sealed class ServiceClient : IDisposable
{
    private readonly HttpClient _http;

    public ServiceClient(Uri address)
    {
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256, UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromMinutes(2),
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("serverlessref-load/1.0");
    }

    public HttpClient Http => _http;

    /// <summary>An organiser's token, from the local cloud's stand-in for the managed login.</summary>
    public async Task<string> SignInAsync(string email)
    {
        using var response = await _http.PostAsJsonAsync(new Uri("_local/sign-in", UriKind.Relative), new Dictionary<string, string> { ["email"] = email });
        response.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()).GetProperty("idToken").GetString()!;
    }

    public Task<Answer> CreateEventAsync(string token, string key, string title, int capacity, DateTimeOffset startsAt) =>
        SendAsync(HttpMethod.Post, "v1/events", new Dictionary<string, object> { ["title"] = title, ["startsAt"] = startsAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), ["capacity"] = capacity }, ("Authorization", $"Bearer {token}"), ("Idempotency-Key", key));

    /// <param name="viewer">The address the local cloud takes the request to come from.</param>
    public Task<Answer> RegisterAsync(string eventId, string key, string name, string email, string viewer) =>
        SendAsync(HttpMethod.Post, $"v1/events/{eventId}/registrations", new Dictionary<string, object> { ["name"] = name, ["email"] = email }, ("Idempotency-Key", key), ("X-Local-Viewer-Ip", viewer));

    public Task<Answer> JoinAsync(string eventId, string key, string name, string email, string viewer) =>
        SendAsync(HttpMethod.Post, $"v1/events/{eventId}/waitlist", new Dictionary<string, object> { ["name"] = name, ["email"] = email }, ("Idempotency-Key", key), ("X-Local-Viewer-Ip", viewer));

    public Task<Answer> GetWaitlistEntryAsync(string eventId, string id, string cancellationToken, string viewer) =>
        SendAsync(HttpMethod.Get, $"v1/events/{eventId}/waitlist/{id}", null, ("Cancellation-Token", cancellationToken), ("X-Local-Viewer-Ip", viewer));

    public Task<Answer> LeaveAsync(string eventId, string id, string cancellationToken, string viewer) =>
        SendAsync(HttpMethod.Delete, $"v1/events/{eventId}/waitlist/{id}", null, ("Cancellation-Token", cancellationToken), ("X-Local-Viewer-Ip", viewer));

    public Task<Answer> AcceptOfferAsync(string eventId, string id, string cancellationToken, string key, string viewer) =>
        SendAsync(HttpMethod.Post, $"v1/events/{eventId}/waitlist/{id}/acceptance", null, ("Cancellation-Token", cancellationToken), ("Idempotency-Key", key), ("X-Local-Viewer-Ip", viewer));

    public Task<Answer> GetRegistrationAsync(string eventId, string id, string cancellationToken, string viewer) =>
        SendAsync(HttpMethod.Get, $"v1/events/{eventId}/registrations/{id}", null, ("Cancellation-Token", cancellationToken), ("X-Local-Viewer-Ip", viewer));

    public Task<Answer> CancelAsync(string eventId, string id, string cancellationToken, string viewer) =>
        SendAsync(HttpMethod.Delete, $"v1/events/{eventId}/registrations/{id}", null, ("Cancellation-Token", cancellationToken), ("X-Local-Viewer-Ip", viewer));

    public Task<Answer> CreateJobAsync(string token, string key, string eventId, string type) =>
        SendAsync(HttpMethod.Post, $"v1/events/{eventId}/jobs", new Dictionary<string, object> { ["type"] = type }, ("Authorization", $"Bearer {token}"), ("Idempotency-Key", key));

    public Task<Answer> BeginCoverAsync(string token, string eventId, string key, string contentType) =>
        SendAsync(HttpMethod.Post, $"v1/events/{eventId}/cover", new Dictionary<string, object> { ["contentType"] = contentType }, ("Authorization", $"Bearer {token}"), ("Idempotency-Key", key));

    /// <summary>Posts a file to where a form says.</summary>
    /// <param name="form">The answer that holds it.</param>
    public async Task<Answer> PostFileAsync(JsonElement form, byte[] file, string contentType)
    {
        using var content = new MultipartFormDataContent();
        foreach (var field in form.GetProperty("fields").EnumerateObject())
        {
            content.Add(new StringContent(field.Value.GetString()!), $"\"{field.Name}\"");
        }

        var bytes = new ByteArrayContent(file);
        bytes.Headers.TryAddWithoutValidation("Content-Type", contentType);
        content.Add(bytes, "\"file\"", "\"cover\"");
        using var response = await _http.PostAsync(new Uri(form.GetProperty("url").GetString()!), content);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), Location: null, RetryAfter: null);
    }

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request);
        return new Answer(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers.Location?.OriginalString,
            response.Headers.RetryAfter?.Delta);
    }

    /// <summary>Asks again, with the same key, what was throttled or unavailable: as a well-behaved client does.</summary>
    public static async Task<Answer> RetryAsync(Func<Task<Answer>> send, Action retried)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await send();
            if (answer.Status is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || attempt == 50)
            {
                return answer;
            }

            retried();
            var wait = answer.RetryAfter ?? TimeSpan.FromSeconds(1);
            await Task.Delay(wait < TimeSpan.FromSeconds(5) ? wait : TimeSpan.FromSeconds(5));
        }
    }

    /// <summary>Polls until an answer is what is waited for.</summary>
    public static async Task<Answer> UntilAsync(Func<Task<Answer>> send, Func<Answer, bool> done, TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        while (true)
        {
            var answer = await send();
            if (done(answer))
            {
                return answer;
            }

            if (deadline.IsCancellationRequested)
            {
                throw new TimeoutException($"Still {(int)answer.Status} after {patience}: {answer.Body}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), CancellationToken.None);
        }
    }

    public void Dispose() => _http.Dispose();
}
