using Microsoft.Playwright;

namespace ServerlessRef.EndToEnd.Browser;

[Collection(SiteCollection.Name)]
public sealed class OrganiserTests(Site site)
{
    [BrowserFact]
    public async Task An_organiser_announces_an_event_sees_who_comes_and_downloads_the_list()
    {
        await using var organiser = await site.VisitorAsync();
        await organiser.SignInAsOrganiserAsync("organiser@example.com");
        await organiser.Page.GetByLabel("Title").FillAsync("Autumn meetup: queues");
        await organiser.Page.GetByLabel("Starts").FillAsync("2030-10-04T18:30");
        await organiser.Page.GetByLabel("Seats", new() { Exact = true }).FillAsync("50");
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Announce the event" }).ClickAsync();
        await organiser.Page.GetByText("Nobody yet").WaitForAsync();
        var eventId = new Uri(organiser.Page.Url).Fragment.Split('/')[^1];

        await using var ada = await site.VisitorAsync();
        await ada.GoToAsync("/");
        await ada.Page.Locator($"[data-event-id='{eventId}']").WaitForAsync();
        await ada.ScreenshotAsync("desktop.png");
        await ada.Page.Locator($"[data-event-id='{eventId}'] a").ClickAsync();
        await ada.FillInAsync("Ada Lovelace", "ada@example.com");
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Take a seat" }).ClickAsync();
        var code = await ada.TicketCodeAsync();
        await ada.ScreenshotAsync("ticket.png");

        await organiser.Page.GetByText("Ada Lovelace").WaitForAsync(); // shows without a reload
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Export attendees" }).ClickAsync();
        var link = organiser.Page.GetByRole(AriaRole.Link, new() { Name = "Download" });
        await link.WaitForAsync();
        await organiser.ScreenshotAsync("organiser.png");
        var download = await organiser.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());

        Assert.Equal(2, lines.Length);
        Assert.Contains("Ada Lovelace", lines[1], StringComparison.Ordinal);
        Assert.Contains("ada@example.com", lines[1], StringComparison.Ordinal);
        Assert.Contains(code, lines[1], StringComparison.Ordinal);
        ada.AssertNoComplaints();
        organiser.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task An_attendee_who_is_removed_leaves_a_free_seat()
    {
        var eventId = await site.EventAsync("Removed", 20);
        await site.TakeSeatAsync(eventId, "leaving@example.com");
        await using var organiser = await site.VisitorAsync();
        await organiser.SignInAsOrganiserAsync("browser-tests@example.com");
        await organiser.GoToAsync($"/#/organise/{eventId}");

        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Remove Somebody Else" }).ClickAsync();
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await organiser.Page.GetByText("Nobody yet").WaitForAsync();

        Assert.Equal(20, await site.SeatsLeftAsync(eventId));
    }

    [BrowserFact]
    public async Task Another_organisers_event_shows_no_attendees()
    {
        var eventId = await site.EventAsync("Not yours", 20);
        await using var other = await site.VisitorAsync();
        await other.SignInAsOrganiserAsync("somebody-else@example.com");

        await other.GoToAsync($"/#/organise/{eventId}");
        await other.Page.GetByText("belongs to another organiser").WaitForAsync();

        Assert.Equal(0, await other.Page.GetByRole(AriaRole.Button, new() { Name = "Export attendees" }).CountAsync());
    }

    [BrowserFact]
    public async Task A_session_that_has_ended_asks_to_sign_in_again()
    {
        await using var organiser = await site.VisitorAsync();
        await organiser.SignInAsOrganiserAsync("organiser@example.com");
        // What the page finds an hour later: a token whose time has passed.
        await organiser.Page.EvaluateAsync("sessionStorage.setItem('sign-up-desk.session', JSON.stringify({ idToken: `e30.${btoa(JSON.stringify({ sub: 's', email: 'organiser@example.com', exp: 1 }))}.x` }))");

        await organiser.Page.GetByLabel("Title").FillAsync("A title typed before");
        await organiser.Page.GetByLabel("Starts").FillAsync("2030-10-04T18:30");
        await organiser.Page.GetByLabel("Seats", new() { Exact = true }).FillAsync("50");
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Announce the event" }).ClickAsync();
        await organiser.Page.GetByText("Your session has ended").First.WaitForAsync();
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        Assert.Equal("A title typed before", await organiser.Page.GetByLabel("Title").InputValueAsync());
    }
}
