using System.Net;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.EndToEnd;

/// <summary>The service with none of the parts that may be left out, running (docs/adr/0042).</summary>
public sealed class LeftOutPartsTests
{
    [Fact(Timeout = 240_000)]
    public async Task WithoutItsParts_TheServiceGivesSeatsAndTakesThemBack_AndTheirRoutesAreNotThere()
    {
        using var assembly = await SynthesizedAssembly.CreateAsync(("parts", "none"));
        await using var cloud = await LocalCloudProcess.StartAsync(new LocalCloudSettings(assembly.Folder, Recorded: false));
        using var client = new ServiceClient(cloud.Address);
        var organiser = await client.SignInAsync("organiser@example.org");
        var created = await client.CreateEventAsync(organiser, "left-out-parts-event", "A plain meeting", 1, new DateTimeOffset(2098, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var eventId = created.Json.GetProperty("id").GetString()!;

        var seat = await client.RegisterAsync(eventId, "left-out-parts-seat-1", "Ada", "ada@example.org", "10.8.1.1");
        var late = await client.RegisterAsync(eventId, "left-out-parts-seat-2", "Bob", "bob@example.org", "10.8.1.2");
        var line = await client.JoinAsync(eventId, "left-out-parts-line-1", "Bob", "bob@example.org", "10.8.1.2");
        var given = await client.CancelAsync(eventId, seat.Json.GetProperty("id").GetString()!, seat.Json.GetProperty("cancellationToken").GetString()!, "10.8.1.1");
        var next = await client.RegisterAsync(eventId, "left-out-parts-seat-3", "Bob", "bob@example.org", "10.8.1.2");
        var config = await client.GetAsync("config.json");

        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.NotFound, HttpStatusCode.NoContent, HttpStatusCode.Created],
            new[] { seat, late, line, given, next }.Select(answer => answer.Status));
        Assert.Equal("""{"covers":false,"notifications":false,"waitlist":false}""", config.Json.GetProperty("features").GetRawText());
    }
}
