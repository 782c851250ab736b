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
}
