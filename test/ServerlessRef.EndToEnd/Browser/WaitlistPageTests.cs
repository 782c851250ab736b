using System.Text.Json;
using Microsoft.Playwright;

namespace ServerlessRef.EndToEnd.Browser;

/// <summary>The waitlist on the page: against the service itself, and, where a state is hard to come by, against answers of the API's contract.</summary>
[Collection(SiteCollection.Name)]
public sealed class WaitlistPageTests(Site site)
{
    private const string Entry = "wle_00000000000000000000000000";

    private volatile string _state = State("queued");
    private string _sent = "";

    [BrowserFact]
    public async Task Two_visitors_of_a_full_event_get_numbers_in_their_order_and_who_leaves_may_join_again()
    {
        var eventId = await FullEventAsync("First come");
        await using var ada = await site.VisitorAsync();
        await using var bob = await site.VisitorAsync();

        await JoinAsync(ada, eventId, "Ada Lovelace", "ada-waits@example.com");
        await ada.Page.Locator("[data-position='1']").WaitForAsync();
        await JoinAsync(bob, eventId, "Bob", "bob-waits@example.com");
        await bob.Page.Locator("[data-position='2']").WaitForAsync();
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Leave the waitlist" }).ClickAsync();
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Leave", Exact = true }).ClickAsync();
        await ada.Page.Locator("#main").GetByText("You have left the waitlist.").WaitForAsync();
        await JoinAsync(ada, eventId, "Ada Lovelace", "ada-waits@example.com", isThere: true);

        await ada.Page.Locator("[data-position='3']").WaitForAsync();
        ada.AssertNoComplaints();
        bob.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task A_seat_given_back_is_offered_declined_offered_to_the_next_taken_and_becomes_a_ticket()
    {
        var eventId = await site.EventAsync("Passed on", 1);
        await using var ada = await site.VisitorAsync();
        await using var bob = await site.VisitorAsync();
        await using var cid = await site.VisitorAsync();
        await ada.OpenEventAsync(eventId);
        await ada.FillInAsync("Ada Lovelace", "ada-gives@example.com");
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Take a seat" }).ClickAsync();
        await ada.TicketCodeAsync();
        await JoinAsync(bob, eventId, "Bob", "bob-declines@example.com");
        await bob.Page.Locator("[data-position='1']").WaitForAsync();
        await JoinAsync(cid, eventId, "Cid", "cid-takes@example.com");
        await cid.Page.Locator("[data-position='2']").WaitForAsync();

        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Give the seat back" }).ClickAsync();
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Give it back" }).ClickAsync();
        await bob.Page.GetByRole(AriaRole.Button, new() { Name = "Decline" }).ClickAsync();
        await bob.Page.Locator("#main").GetByText("You have declined the seat").WaitForAsync();
        await cid.Page.GetByText("The offer stands").WaitForAsync();
        await cid.Page.GetByRole(AriaRole.Button, new() { Name = "Take the seat" }).ClickAsync();

        Assert.NotEmpty(await cid.TicketCodeAsync());
        Assert.Equal(0, await site.SeatsLeftAsync(eventId));
        await cid.ScreenshotAsync("promoted.png");
        ada.AssertNoComplaints();
        bob.AssertNoComplaints();
        cid.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task Joining_a_full_events_waitlist_shows_the_number_and_survives_a_reload()
    {
        await using var visitor = await JoinAsync("A long line");
        await visitor.Page.Locator(".wait[data-status='queued']").WaitForAsync();
        Assert.Equal(1, await visitor.Page.GetByRole(AriaRole.Log).CountAsync()); // read out only if it is there before the news

        _state = State("waiting", position: 7);
        await visitor.Page.Locator("[data-position='7']").WaitForAsync();
        await visitor.Page.GetByRole(AriaRole.Log).GetByText("You are on the waitlist with number 7.").WaitForAsync();
        await visitor.Page.ReloadAsync();
        await visitor.Page.Locator("[data-position='7']").WaitForAsync();

        Assert.Equal("{\"name\":\"Ada Lovelace\",\"email\":\"ada@example.com\"}", _sent);
        await visitor.ScreenshotAsync("waitlist.png");
        visitor.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task An_offer_is_told_and_accepted_and_becomes_a_ticket()
    {
        await using var visitor = await JoinAsync("An offer");
        _state = State("offered", position: 1, offeredUntil: DateTime.UtcNow.AddMinutes(30));
        await visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "A seat is free for you" }).WaitForAsync();
        await visitor.Page.GetByText("The offer stands for another").WaitForAsync();
        await visitor.Page.GetByRole(AriaRole.Log).GetByText("A seat was freed and is offered to you. Take it or decline it.").WaitForAsync();
        await visitor.ScreenshotAsync("offer.png");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Take the seat" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Your seat is on its way" }).WaitForAsync();
        _state = State("promoted", position: 1, registrationId: "reg_00000000000000000000000000");

        Assert.Equal("7Q4ZM-0XKD2", await visitor.TicketCodeAsync());
        Assert.Equal(0, await visitor.Page.Locator(".wait").CountAsync());
        visitor.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task An_offer_is_declined_and_the_form_is_back()
    {
        await using var visitor = await JoinAsync("No, thank you");
        _state = State("offered", position: 1, offeredUntil: DateTime.UtcNow.AddMinutes(30));

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Decline" }).ClickAsync();
        await visitor.Page.Locator("#main").GetByText("You have declined the seat").WaitForAsync();

        Assert.Equal("DELETE", _sent);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Join the waitlist" }).WaitForAsync();
    }

    [BrowserFact]
    public async Task An_offer_that_ran_out_says_so()
    {
        await using var visitor = await JoinAsync("Too late");

        _state = State("expired", position: 1);

        await visitor.Page.Locator("#main").GetByText("The offer has run out").WaitForAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Join the waitlist" }).WaitForAsync();
    }

    [BrowserFact]
    public async Task A_place_that_could_not_be_written_down_says_so_and_can_be_left()
    {
        await using var visitor = await JoinAsync("Not written down");
        _state = State("failed");
        await visitor.Page.GetByText("Your place could not be written down.").WaitForAsync();

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Leave the waitlist" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Leave", Exact = true }).ClickAsync();
        await visitor.Page.Locator("#main").GetByText("You have left the waitlist.").WaitForAsync();

        Assert.Equal("DELETE", _sent);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Join the waitlist" }).WaitForAsync();
    }

    [BrowserFact]
    public async Task An_address_that_waits_already_is_refused_in_words()
    {
        var eventId = await FullEventAsync("Twice in line");
        await using var visitor = await site.VisitorAsync();
        await visitor.Page.RouteAsync("**/waitlist", route => route.FulfillAsync(new() { Status = 409, ContentType = "application/problem+json", Body = """{"type":"/problems/already-waiting","status":409}""" }));
        await visitor.OpenEventAsync(eventId);
        await visitor.FillInAsync("Ada Lovelace", "ada@example.com");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Join the waitlist" }).ClickAsync();

        await visitor.Page.GetByText("This mail address is on the waitlist already.").WaitForAsync();
    }

    private static string State(string status, int? position = null, DateTime? offeredUntil = null, string? registrationId = null) => JsonSerializer.Serialize(new
    {
        id = Entry,
        status,
        position,
        offeredUntil = offeredUntil?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        registrationId,
    });

    private async Task<Visitor> JoinAsync(string title)
    {
        var eventId = await FullEventAsync(title);
        var visitor = await site.VisitorAsync();
        await visitor.Page.RouteAsync("**/waitlist", async route =>
        {
            _sent = route.Request.PostData ?? "";
            await AnswerAsync(route, 202, $$"""{"id":"{{Entry}}","eventId":"{{eventId}}","name":"Ada Lovelace","status":"queued","cancellationToken":"token"}""");
        });
        await visitor.Page.RouteAsync($"**/waitlist/{Entry}", async route =>
        {
            Assert.Equal("token", await route.Request.HeaderValueAsync("Cancellation-Token"));
            if (route.Request.Method == "DELETE")
            {
                _sent = "DELETE";
                await route.FulfillAsync(new() { Status = 204 });
                return;
            }

            await AnswerAsync(route, 200, _state);
        });
        await visitor.Page.RouteAsync($"**/waitlist/{Entry}/acceptance", async route =>
        {
            Assert.True((await route.Request.HeaderValueAsync("Idempotency-Key"))?.Length >= 16);
            await AnswerAsync(route, 200, _state = State("accepted", position: 1));
        });
        await visitor.Page.RouteAsync("**/registrations/reg_00000000000000000000000000", route =>
            AnswerAsync(route, 200, """{"id":"reg_00000000000000000000000000","name":"Ada Lovelace","status":"confirmed","ticket":{"code":"7Q4ZM-0XKD2","issuedAt":"2026-01-01T00:00:00Z"}}"""));
        await JoinAsync(visitor, eventId, "Ada Lovelace", "ada@example.com");
        return visitor;
    }

    private static async Task JoinAsync(Visitor visitor, string eventId, string name, string email, bool isThere = false)
    {
        if (!isThere)
        {
            await visitor.OpenEventAsync(eventId);
        }

        await visitor.FillInAsync(name, email);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Join the waitlist" }).ClickAsync();
        await visitor.Page.Locator(".wait").WaitForAsync();
    }

    private static Task AnswerAsync(IRoute route, int status, string json) => route.FulfillAsync(new() { Status = status, ContentType = "application/json", Body = json });

    private async Task<string> FullEventAsync(string title)
    {
        var eventId = await site.EventAsync(title, 1);
        await site.TakeSeatAsync(eventId, "first@example.com");
        return eventId;
    }
}
