using System.Net;
using System.Text.Json;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.EndToEnd;

public sealed class PersistenceTests
{
    [Fact(Timeout = 300_000)]
    public async Task WhatWasAccepted_OutlivesTheLocalCloud_AndTheOrganiserIsStillTheOwner()
    {
        var folder = Directory.CreateTempSubdirectory("serverlessref-persist-").FullName;
        string eventId, id, token;
        await using (var first = await LocalCloudProcess.StartAsync(new LocalCloudSettings(Persist: folder)))
        {
            using var client = new ServiceClient(first.Address);
            var created = await client.CreateEventAsync(await client.SignInAsync("organiser@example.org"), "persistence-event-01", "A meeting", 3, new DateTimeOffset(2098, 1, 1, 0, 0, 0, TimeSpan.Zero));
            eventId = created.Json.GetProperty("id").GetString()!;
            var registered = await client.RegisterAsync(eventId, "persistence-person-01", "Ada", "ada@example.org", "10.1.1.1");
            (id, token) = (registered.Json.GetProperty("id").GetString()!, registered.Json.GetProperty("cancellationToken").GetString()!);
            await first.StopAsync();
        }

        await using var second = await LocalCloudProcess.StartAsync(new LocalCloudSettings(Persist: folder));
        using var again = new ServiceClient(second.Address);
        var registration = await ServiceClient.UntilAsync(
            () => again.GetRegistrationAsync(eventId, id, token, "10.1.1.1"),
            answer => answer.Status == HttpStatusCode.OK && answer.Json.GetProperty("ticket").ValueKind == JsonValueKind.Object,
            TimeSpan.FromMinutes(2));
        var attendees = await again.GetAsync($"v1/events/{eventId}/attendees", ("Authorization", $"Bearer {await again.SignInAsync("organiser@example.org")}"));

        Assert.Equal("confirmed", registration.Json.GetProperty("status").GetString());
        Assert.Equal(id, attendees.Json.GetProperty("items")[0].GetProperty("id").GetString());
        await second.StopAsync();
        Directory.Delete(folder, recursive: true);
    }
}
