using System.Text.Json;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.EndToEnd;

/// <summary>From a click to the ticket in the attendee's mailbox, by a template with a sender set.</summary>
[Collection(RunningCloudGroup.Name)]
public sealed class TicketMailTests(MailingCloud mailing)
{
    /// <summary>What could not be mailed at once waits a minute for the sweeper, which comes every minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact(Timeout = 300_000)]
    public async Task ASignUp_EndsWithOneMailToItsHolder_ThatNamesTheTicketAndThePage()
    {
        var cloud = await mailing.ProcessAsync();
        using var client = await mailing.ClientAsync();
        var token = await client.SignInAsync("organiser@example.org");
        var created = await client.CreateEventAsync(token, "ticket-mail-event", "Grüße & Küsse", 5, new DateTimeOffset(2098, 1, 1, 18, 30, 0, TimeSpan.Zero));
        var eventId = Text(created.Json, "id");

        var seat = await client.RegisterAsync(eventId, "ticket-mail-seat-1", "Zoë", "zoe@example.com", "10.7.9.1");
        var mail = (await UntilMailedAsync(client, "zoe@example.com")).Single();
        await client.RegisterAsync(eventId, "ticket-mail-seat-2", "Bob", "bob@example.com", "10.7.9.2");
        await UntilMailedAsync(client, "bob@example.com");

        var registration = await client.GetRegistrationAsync(eventId, Text(seat.Json, "id"), Text(seat.Json, "cancellationToken"), "10.7.9.1");
        Assert.Equal(("mail", "tickets@example.org", "Your ticket for Grüße & Küsse"), (Text(mail, "kind"), Text(mail, "from"), Text(mail, "subject")));
        Assert.Contains($"Ticket: {Text(registration.Json.GetProperty("ticket"), "code")}", Text(mail, "text"), StringComparison.Ordinal);
        Assert.Contains($"{cloud.Address.GetLeftPart(UriPartial.Authority)}/#/events/{eventId}", Text(mail, "text"), StringComparison.Ordinal);
        Assert.Contains("Wednesday, 1 January 2098, 18:30 UTC", Text(mail, "text"), StringComparison.Ordinal);
        Assert.StartsWith("job_", Text(mail, "correlationId"), StringComparison.Ordinal);
        Assert.Single(await UntilMailedAsync(client, "zoe@example.com"));
    }

    private static async Task<List<JsonElement>> UntilMailedAsync(ServiceClient client, string to)
    {
        var answer = await ServiceClient.UntilAsync(() => client.GetAsync("_local/mail.json"), mailbox => To(mailbox, to).Count > 0, Patience);
        return To(answer, to);
    }

    private static List<JsonElement> To(Answer mailbox, string address) =>
        [.. mailbox.Json.GetProperty("mail").EnumerateArray().Where(mail => Text(mail, "to") == address)];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
