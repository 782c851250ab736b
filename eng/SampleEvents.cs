using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ServerlessRef.Dev;

/// <summary>A handful of events to look at, made as an organiser would make them: through the API.</summary>
internal static class SampleEvents
{
    private static readonly (string Title, int DaysAhead, int Hour, int Capacity)[] Samples =
    [
        ("Repair café: bring what is broken", 6, 17, 24),
        ("An evening of short films", 9, 19, 80),
        ("Queues that lose nothing: a workshop", 13, 9, 12),
        ("Bread from scratch", 20, 10, 8),
        ("Night walk with telescopes", 27, 21, 40),
    ];

    public static async Task LoadAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("serverlessref-dev/1.0");
        var signIn = await client.PostAsJsonAsync(new Uri("_local/sign-in", UriKind.Relative), new { email = "organiser@example.org" });
        using var answer = JsonDocument.Parse(await signIn.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.RootElement.GetProperty("idToken").GetString());

        for (var i = 0; i < Samples.Length; i++)
        {
            var (title, days, hour, capacity) = Samples[i];
            var starts = DateTimeOffset.UtcNow.Date.AddDays(days).AddHours(hour);
            using var request = new HttpRequestMessage(HttpMethod.Post, "v1/events")
            {
                Content = JsonContent.Create(new { title, startsAt = starts.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), capacity }),
            };

            // One key a sample and a day: starting again on kept data adds none twice.
            request.Headers.Add("Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"sample-event-{i}-{starts:yyyyMMdd}"));
            using var response = await client.SendAsync(request);
            if (response.StatusCode is not HttpStatusCode.Created)
            {
                throw new DevException($"The sample event \"{title}\" was refused with {(int)response.StatusCode}:\n{await response.Content.ReadAsStringAsync()}");
            }
        }
    }
}
