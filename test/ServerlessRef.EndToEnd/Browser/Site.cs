using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using ServerlessRef.Shared;

namespace ServerlessRef.EndToEnd.Browser;

/// <summary>One local cloud and one browser for all browser tests; with SERVERLESSREF_URL set, an instance that runs already.</summary>
public sealed class Site : IAsyncLifetime
{
    private LocalCloudProcess? _cloud;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private HttpClient? _client;

    public Uri Address { get; private set; } = null!;

    /// <summary>The API, as a script would call it.</summary>
    public HttpClient Client => _client!;

    public async Task InitializeAsync()
    {
        if (Chromium.Executable is null)
        {
            return;
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        if (Environment.GetEnvironmentVariable("SERVERLESSREF_URL") is { Length: > 0 } url)
        {
            Address = new Uri(url);
        }
        else
        {
            _cloud = await LocalCloudProcess.StartAsync(new LocalCloudSettings());
            Address = _cloud.Address;
        }

        _client = new HttpClient { BaseAddress = Address };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("serverlessref-browser-tests/1.0"); // without one, WAF blocks
        _playwright = await Playwright.CreateAsync();
        Microsoft.Playwright.Assertions.SetDefaultExpectTimeout(60_000); // as long as a visitor waits
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium.Executable,
            Args = Chromium.Arguments,
            Headless = true,
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _client?.Dispose();
        if (_cloud is not null)
        {
            await _cloud.DisposeAsync();
        }
    }

    /// <summary>A visitor with nothing in the browser's storage.</summary>
    internal Task<Visitor> VisitorAsync(int width = 1280, int height = 800) => Visitor.ArriveAsync(_browser!, Address, width, height);

    /// <summary>An event of an organiser nobody else uses. Returns its id.</summary>
    internal async Task<string> EventAsync(string title, int capacity)
    {
        using var signIn = await Client.PostAsJsonAsync("/_local/sign-in", new { email = "browser-tests@example.com" });
        var token = (await signIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("idToken").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/events")
        {
            Content = JsonContent.Create(new { title, startsAt = "2035-05-17T18:00:00Z", capacity }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)));
        using var response = await Client.SendAsync(request);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.IsSuccessStatusCode, $"The event was not created: {(int)response.StatusCode} {body}");
        return body.GetProperty("id").GetString()!;
    }

    /// <summary>Takes a seat without the page. Returns what gives it back.</summary>
    internal async Task<Seat> TakeSeatAsync(string eventId, string email)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/events/{eventId}/registrations")
        {
            Content = JsonContent.Create(new { name = "Somebody Else", email }),
        };
        request.Headers.Add("Idempotency-Key", Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)));
        using var response = await Client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, $"The seat was not taken: {(int)response.StatusCode}");
        var seat = await response.Content.ReadFromJsonAsync<JsonElement>();
        return new Seat(eventId, seat.GetProperty("id").GetString()!, seat.GetProperty("cancellationToken").GetString()!);
    }

    /// <summary>Gives a seat back without the page.</summary>
    internal async Task GiveBackAsync(Seat seat)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/v1/events/{seat.EventId}/registrations/{seat.Id}");
        request.Headers.Add("Cancellation-Token", seat.CancellationToken);
        using var response = await Client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, $"The seat was not given back: {(int)response.StatusCode}");
    }

    /// <summary>Joins the line of a full event without the page; it has its place when this returns.</summary>
    internal async Task JoinWaitlistAsync(string eventId, string email)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/events/{eventId}/waitlist")
        {
            Content = JsonContent.Create(new { name = "Somebody Waiting", email }),
        };
        request.Headers.Add("Idempotency-Key", Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)));
        using var response = await Client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, $"There is no place in the line: {(int)response.StatusCode}");
        var entry = await response.Content.ReadFromJsonAsync<JsonElement>();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await StatusAsync(eventId, entry, patience.Token) == "queued")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, patience.Token);
        }
    }

    private async Task<string?> StatusAsync(string eventId, JsonElement entry, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/events/{eventId}/waitlist/{entry.GetProperty("id").GetString()}");
        request.Headers.Add("Cancellation-Token", entry.GetProperty("cancellationToken").GetString());
        using var response = await Client.SendAsync(request, cancellation);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("status").GetString();
    }

    /// <summary>Seats left, past the edge's cache of one second.</summary>
    internal async Task<int> SeatsLeftAsync(string eventId)
    {
        await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System);
        return (await Client.GetFromJsonAsync<JsonElement>($"/v1/events/{eventId}")).GetProperty("seatsLeft").GetInt32();
    }
}
