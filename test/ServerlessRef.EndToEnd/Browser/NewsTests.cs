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
}
