using Microsoft.Playwright;

namespace ServerlessRef.EndToEnd.Browser;

[Collection(SiteCollection.Name)]
public sealed class ConsoleTests(Site site)
{
    [BrowserFact]
    public async Task The_console_shows_queues_functions_calls_and_items_of_what_just_happened()
    {
        var eventId = await site.EventAsync("Watched from the console", 20);
        await using var developer = await site.VisitorAsync();

        await developer.GoToAsync("/_local/");
        await developer.Page.GetByRole(AriaRole.Cell, new() { Name = "Watched from the console" }).First.WaitForAsync();
        await developer.Page.Locator("#queue-tiles .tile").First.WaitForAsync();
        await developer.Page.GetByRole(AriaRole.Button, new() { Name = "Logs of Api" }).ClickAsync();
        await developer.Page.Locator("#log li").First.WaitForAsync();
        await developer.Page.GetByLabel("Filter items").FillAsync(eventId);
        await developer.Page.WaitForFunctionAsync("document.querySelectorAll('#item-rows tr').length === 1");
        await developer.ScreenshotAsync("console.png");

        Assert.True(await developer.Page.Locator("#call-rows tr").CountAsync() > 0);
        developer.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task The_timeline_shows_a_requests_way_from_its_mail_back_to_the_click_and_finds_it_by_the_events_id()
    {
        var eventId = await site.EventAsync("Followed to the mailbox", 1);
        await site.TakeSeatAsync(eventId, "followed@example.org");
        await using var developer = await site.VisitorAsync();

        await developer.GoToAsync("/_local/mail");
        await developer.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = eventId }).GetByRole(AriaRole.Link, new() { Name = "Timeline of Event full" }).First.ClickAsync();
        var hops = developer.Page.Locator("#hops .hop");
        await developer.Page.Locator("#hops .hop[data-kind=mail]").WaitForAsync();
        await Microsoft.Playwright.Assertions.Expect(hops.First).ToContainTextAsync($"POST /v1/events/{eventId}/registrations");
        await Microsoft.Playwright.Assertions.Expect(hops.Filter(new() { HasText = "Notify" }).First).ToBeVisibleAsync();
        await developer.Page.Locator("#timeline").EvaluateAsync("section => section.scrollIntoView()");
        await developer.ScreenshotAsync("timeline.png");

        await developer.Page.GetByLabel("Correlation id").FillAsync(eventId);
        await developer.Page.Locator("#trace-form").GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await developer.Page.Locator("#hops .hop").Filter(new() { HasText = "POST /v1/events 201" }).First.WaitForAsync();
        await developer.Page.GetByLabel("Correlation id").FillAsync("unheard-of");
        await developer.Page.Locator("#trace-form").GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();

        await Microsoft.Playwright.Assertions.Expect(developer.Page.Locator("#trace-problem")).ToContainTextAsync("Nothing of this run is known by the id 'unheard-of'");
    }
}
