using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace ServerlessRef.EndToEnd.Browser;

/// <summary>The page where parts of the architecture are left out: config.json says which, and the page offers no more than there is.</summary>
[Collection(SiteCollection.Name)]
public sealed class PartsTests(Site site)
{
    [BrowserFact]
    public async Task A_full_event_offers_no_waitlist_where_there_is_none()
    {
        var eventId = await site.EventAsync("Full and over", 1);
        await site.TakeSeatAsync(eventId, "first@example.com");
        await using var visitor = await site.VisitorAsync();
        await LeaveOutAsync(visitor, "waitlist");
        await visitor.OpenEventAsync(eventId);
        await visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "All seats are taken" }).WaitForAsync();

        await visitor.FillInAsync("Ada Lovelace", "ada@example.com");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Take a seat" }).ClickAsync();
        await visitor.Page.GetByText("The last seat has just been taken.").WaitForAsync();

        Assert.Equal(0, await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Join the waitlist" }).CountAsync());
    }

    [BrowserFact]
    public async Task An_organiser_is_asked_for_no_cover_where_there_are_none()
    {
        var eventId = await site.EventAsync("Without pictures", 20);
        await using var organiser = await site.VisitorAsync();
        await LeaveOutAsync(organiser, "covers");
        await organiser.SignInAsOrganiserAsync("browser-tests@example.com");

        await organiser.GoToAsync($"/#/organise/{eventId}");
        await organiser.Page.GetByRole(AriaRole.Heading, new() { Name = "Without pictures" }).WaitForAsync();
        await organiser.Page.GetByRole(AriaRole.Heading, new() { Name = "Exports" }).WaitForAsync();

        Assert.False(await organiser.Page.Locator(".cover-panel").IsVisibleAsync());
        organiser.AssertNoComplaints();
    }

    private static Task LeaveOutAsync(Visitor visitor, string part) => visitor.Page.RouteAsync("**/config.json", async route =>
    {
        var deployed = await route.FetchAsync();
        var config = JsonNode.Parse(await deployed.TextAsync())!;
        Assert.True((bool?)config["features"]?[part], $"The deployed config.json does not say that there is {part}: {config}");
        config["features"]![part] = false;
        await route.FulfillAsync(new() { Response = deployed, Body = config.ToJsonString() });
    });
}
