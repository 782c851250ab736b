using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace ServerlessRef.EndToEnd.Browser;

[Collection(SiteCollection.Name)]
public sealed class SignUpTests(Site site)
{
    [BrowserFact]
    public async Task Signing_up_brings_a_ticket_that_a_reload_still_shows()
    {
        var eventId = await site.EventAsync("An evening of leases", 20);
        await using var ada = await site.VisitorAsync();
        await ada.OpenEventAsync(eventId);
        await ada.FillInAsync("Ada Lovelace", "ada@example.com");

        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Take a seat" }).ClickAsync();
        var code = await ada.TicketCodeAsync();
        await ada.Page.ReloadAsync();

        Assert.NotEmpty(code);
        Assert.Equal(code, await ada.TicketCodeAsync());
        ada.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task Signing_up_needs_no_mouse()
    {
        var eventId = await site.EventAsync("Keyboards only", 20);
        await using var grace = await site.VisitorAsync();
        await grace.OpenEventAsync(eventId);

        for (var presses = 0; presses < 20 && !await grace.Page.EvaluateAsync<bool>("document.activeElement?.id === 'name'"); presses++)
        {
            await grace.Page.Keyboard.PressAsync("Tab");
        }

        await grace.Page.Keyboard.TypeAsync("Grace Hopper");
        await grace.Page.Keyboard.PressAsync("Tab");
        await grace.Page.Keyboard.TypeAsync("grace@example.com");
        await grace.Page.Keyboard.PressAsync("Enter");

        Assert.NotEmpty(await grace.TicketCodeAsync());
    }

    [BrowserFact]
    public async Task Signing_up_moves_the_focus_to_the_ticket()
    {
        var eventId = await site.EventAsync("Where am I", 20);
        await using var barbara = await site.VisitorAsync();
        await barbara.OpenEventAsync(eventId);
        await barbara.FillInAsync("Barbara Liskov", "barbara@example.com");

        await barbara.Page.GetByRole(AriaRole.Button, new() { Name = "Take a seat" }).ClickAsync();
        await barbara.Page.Locator(".ticket").WaitForAsync();

        Assert.Equal("Where am I", await barbara.Page.EvaluateAsync<string>("document.activeElement.textContent"));
    }

    [BrowserFact]
    public async Task A_double_click_takes_one_seat()
    {
        var eventId = await site.EventAsync("Double clicks", 20);
        await using var visitor = await site.VisitorAsync();
        var sent = new ConcurrentQueue<string>();
        visitor.Page.Request += (_, request) =>
        {
            if (request.Method == "POST")
            {
                sent.Enqueue(request.Url);
            }
        };
        await visitor.OpenEventAsync(eventId);
        await visitor.FillInAsync("Alan Turing", "alan@example.com");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Take a seat" }).DblClickAsync();
        await visitor.TicketCodeAsync();

        Assert.Single(sent);
        Assert.Equal(19, await site.SeatsLeftAsync(eventId));
    }

    [BrowserFact]
    public async Task When_the_answer_is_lost_the_same_key_is_sent_again_and_one_seat_is_taken()
    {
        var eventId = await site.EventAsync("Lost answers", 20);
        await using var visitor = await site.VisitorAsync();
        var keys = new ConcurrentQueue<string>();
        await visitor.Page.RouteAsync("**/registrations", async route =>
        {
            keys.Enqueue(await route.Request.HeaderValueAsync("Idempotency-Key") ?? "");
            if (keys.Count == 1)
            {
                await route.FetchAsync(); // the desk hears it; the page hears nothing
                await route.AbortAsync("connectionreset");
                return;
            }

            await route.ContinueAsync();
        });
        await visitor.OpenEventAsync(eventId);
        await visitor.FillInAsync("Edsger Dijkstra", "edsger@example.com");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Take a seat" }).ClickAsync();
        var code = await visitor.TicketCodeAsync();

        Assert.NotEmpty(code);
        Assert.Equal(2, keys.Count);
        Assert.Single(keys.Distinct(StringComparer.Ordinal));
        Assert.Equal(19, await site.SeatsLeftAsync(eventId));
    }

    [BrowserFact]
    public async Task A_busy_desk_is_asked_again_by_itself()
    {
        var eventId = await site.EventAsync("The opening minute", 20);
        await using var visitor = await site.VisitorAsync();
        var isBusy = true; // until the page has said so
        await visitor.Page.RouteAsync("**/registrations", async route =>
        {
            if (Volatile.Read(ref isBusy))
            {
                await route.FulfillAsync(new() { Status = 503, Headers = new Dictionary<string, string> { ["Retry-After"] = "1" }, ContentType = "application/problem+json", Body = """{"type":"/problems/unavailable","status":503}""" });
                return;
            }

            await route.ContinueAsync();
        });
        await visitor.OpenEventAsync(eventId);
        await visitor.FillInAsync("Leslie Lamport", "leslie@example.com");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Take a seat" }).ClickAsync();
        await visitor.Page.GetByText("trying again in").WaitForAsync();
        Volatile.Write(ref isBusy, false);

        Assert.NotEmpty(await visitor.TicketCodeAsync());
    }

    [BrowserFact]
    public async Task What_the_desk_dislikes_about_a_field_is_said_at_the_field()
    {
        var eventId = await site.EventAsync("Fields", 20);
        await using var visitor = await site.VisitorAsync();
        await visitor.Page.RouteAsync("**/registrations", route => route.FulfillAsync(new()
        {
            Status = 400,
            ContentType = "application/problem+json",
            Body = """{"type":"/problems/invalid-request","status":400,"errors":[{"field":"email","detail":"is no mail address."}]}""",
        }));
        await visitor.OpenEventAsync(eventId);
        await visitor.FillInAsync("Ada Lovelace", "ada@example");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Take a seat" }).ClickAsync();
        await visitor.Page.GetByText("This is no mail address.").WaitForAsync();

        Assert.Equal("email", await visitor.Page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [BrowserFact]
    public async Task A_full_event_refuses_in_words()
    {
        var eventId = await site.EventAsync("One chair", 1);
        await using var visitor = await site.VisitorAsync();
        await visitor.OpenEventAsync(eventId);
        await site.TakeSeatAsync(eventId, "first@example.com");
        await visitor.FillInAsync("Too Late", "late@example.com");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Take a seat" }).ClickAsync();

        await visitor.Page.GetByText("The last seat has just been taken").WaitForAsync();
        Assert.Equal(0, await site.SeatsLeftAsync(eventId));
    }

    [BrowserFact]
    public async Task A_second_seat_for_one_address_is_refused_in_words()
    {
        var eventId = await site.EventAsync("One each", 20);
        await site.TakeSeatAsync(eventId, "twice@example.com");
        await using var visitor = await site.VisitorAsync();
        await visitor.OpenEventAsync(eventId);
        await visitor.FillInAsync("Twice", "twice@example.com");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Take a seat" }).ClickAsync();

        await visitor.Page.GetByText("already a seat for this mail address").WaitForAsync();
        Assert.Equal(19, await site.SeatsLeftAsync(eventId));
    }

    [BrowserFact]
    public async Task A_seat_given_back_is_free_again()
    {
        var eventId = await site.EventAsync("Second thoughts", 20);
        await using var visitor = await site.VisitorAsync();
        await visitor.OpenEventAsync(eventId);
        await visitor.FillInAsync("Niklaus Wirth", "niklaus@example.com");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Take a seat" }).ClickAsync();
        await visitor.TicketCodeAsync();

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Give the seat back" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Give it back" }).ClickAsync();
        await visitor.Page.GetByText("Your seat is free for somebody else").WaitForAsync();

        Assert.Equal(20, await site.SeatsLeftAsync(eventId));
    }

    [BrowserFact]
    public async Task On_a_phone_nothing_is_wider_than_the_screen()
    {
        var eventId = await site.EventAsync("Serverless in Practice: a day of war stories", 200);
        await using var visitor = await site.VisitorAsync(390, 844);
        await visitor.OpenEventAsync(eventId);
        await visitor.FillInAsync("Ada Lovelace", "phone@example.com");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Take a seat" }).ClickAsync();
        await visitor.TicketCodeAsync();
        await visitor.ScreenshotAsync("phone.png");

        foreach (var address in new[] { "/#/", $"/#/events/{eventId}", "/#/tickets", "/#/organise" })
        {
            await visitor.GoToAsync(address);
            await visitor.Page.Locator("h1").WaitForAsync();
            Assert.Equal(390, await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }
}
