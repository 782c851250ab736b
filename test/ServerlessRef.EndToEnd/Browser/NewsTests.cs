using Microsoft.Playwright;

namespace ServerlessRef.EndToEnd.Browser;

/// <summary>What happens to an event while somebody looks at it.</summary>
[Collection(SiteCollection.Name)]
public sealed class NewsTests(Site site)
{
    [BrowserFact]
    public async Task Seats_taken_and_given_back_are_told_on_the_open_page_in_words_that_are_read_out()
    {
        var eventId = await site.EventAsync("Coming and going", 2);
        await using var visitor = await site.VisitorAsync();
        await visitor.OpenEventAsync(eventId);
        var log = visitor.Page.GetByRole(AriaRole.Log);

        var first = await site.TakeSeatAsync(eventId, "first@example.com");
        var second = await site.TakeSeatAsync(eventId, "second@example.com");
        await log.GetByText("The last seat was taken.").WaitForAsync();
        await site.GiveBackAsync(first);
        await log.GetByText("A seat was freed: one is left.").WaitForAsync();
        await site.GiveBackAsync(second);
        await log.GetByText("Seats were freed: 2 are left.").WaitForAsync();

        Assert.Equal(3, await log.GetByRole(AriaRole.Listitem).CountAsync());
        visitor.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task The_organiser_is_told_on_the_page_what_is_told_by_mail_also_of_a_seat_that_goes_to_the_line()
    {
        var eventId = await site.EventAsync("Told to its organiser", 2);
        await using var organiser = await ManageAsync(eventId);
        await organiser.Page.GetByText("Nothing yet. What is told by mail shows here as it happens.").WaitForAsync();
        var log = organiser.Page.GetByRole(AriaRole.Log);
        await log.WaitForAsync(new() { State = WaitForSelectorState.Attached }); // read out only if it is there before the news

        var first = await site.TakeSeatAsync(eventId, "first@example.com");
        var second = await site.TakeSeatAsync(eventId, "second@example.com");
        await log.GetByText("The event is full: all 2 seats are taken.").WaitForAsync();
        await site.GiveBackAsync(first);
        await log.GetByText("A seat is free again: 1 of 2 are left.").WaitForAsync();
        await site.TakeSeatAsync(eventId, "third@example.com");
        await site.JoinWaitlistAsync(eventId, "waiting@example.com");
        await site.GiveBackAsync(second);
        await log.GetByText("A seat was given back, and none is left: whoever waits comes first.").WaitForAsync();

        await log.GetByRole(AriaRole.Listitem).Nth(3).WaitForAsync(); // it was full twice
        Assert.Contains("A seat was given back", await log.GetByRole(AriaRole.Listitem).First.InnerTextAsync(), StringComparison.Ordinal);
        await organiser.Page.ReloadAsync();
        await log.GetByText("A seat is free again: 1 of 2 are left.").WaitForAsync();
        await organiser.ScreenshotAsync("notices.png");
        organiser.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task A_job_that_was_given_up_is_told_to_the_organiser_with_its_reason()
    {
        var eventId = await site.EventAsync("With a job that failed", 2);
        await using var organiser = await ManageAsync(eventId, async page => await page.RouteAsync("**/notices", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = """{"items":[{"id":"job-failed/job_1/5","type":"job-failed","occurredAt":"2026-01-01T10:00:00Z","capacity":2,"seatsLeft":2,"jobType":"badges","reason":"retries-exhausted"}]}""",
        })));

        await organiser.Page.GetByRole(AriaRole.Log).GetByText("The badges could not be made and was given up: retries-exhausted.").WaitForAsync();
        organiser.AssertNoComplaints();
    }

    private async Task<Visitor> ManageAsync(string eventId, Func<IPage, Task>? before = null)
    {
        var organiser = await site.VisitorAsync();
        await organiser.SignInAsOrganiserAsync("browser-tests@example.com");
        await (before?.Invoke(organiser.Page) ?? Task.CompletedTask);
        await organiser.GoToAsync($"/#/organise/{eventId}");
        return organiser;
    }
}
