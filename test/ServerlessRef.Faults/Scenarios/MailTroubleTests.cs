using System.Net;
using System.Text.Json;

namespace ServerlessRef.Faults.Scenarios;

/// <summary>Mail, switched on: whatever SES and the worker suffer, each ticket is mailed at least once, or its mail ends FAILED with the reason; no sign-up is harmed.</summary>
[Collection(FaultyCloudGroup.Name)]
public sealed class MailTroubleTests(MailingCloud cloud) : IClassFixture<MailingCloud>
{
    private const int People = 8;

    [Fact(Timeout = 300_000)]
    public async Task RefusalsThrottlesLostRepliesAndKills_LeaveEachTicketMailed_OrItsMailFailedWithTheReason()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address);
        Dictionary<string, object>[] rules =
        [
            Desk.Rule("Worker", "ses", "SendEmail", "before", "fail", ("code", "MessageRejected"), ("status", 400)),
            Desk.Rule("Worker", "ses", "SendEmail", "before", "throttle", ("nth", 2)),
            Desk.Rule("Worker", "ses", "SendEmail", "after", "drop", ("nth", 3)),
            Desk.Rule("Worker", "ses", "SendEmail", "before", "kill", ("nth", 4)),
            Desk.Rule("Worker", "ses", "SendEmail", "after", "kill", ("nth", 5)),
        ];

        // A mail that went wrong waits a minute for the sweeper, whose clock is ahead.
        await desk.Console.SetFaultsAsync(new Dictionary<string, object> { ["rules"] = rules, ["clockOffsets"] = new Dictionary<string, int> { ["Sweeper"] = 3_600 } });
        var people = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => desk.RegisterAsync()));
        await ServiceWait.UntilAsync(async () =>
        {
            await desk.Console.SweepAsync();
            return (await desk.Console.StruckAsync()).All(struck => struck == 1);
        });
        var verdict = await desk.VerdictAsync();

        Assert.Empty(verdict.Violations);
        Assert.Equal((People, People, 0), (verdict.Accepted, verdict.Done, verdict.Failed));
        var mailJobs = (await desk.Console.ItemsAsync()).EnumerateArray().Where(item => Text(item, "type") == "ticket-mail" && Text(item, "eventId") == desk.EventId).ToList();
        var mails = await desk.Console.MailAsync();
        Assert.Equal(People, mailJobs.Count);
        Assert.Equal("mail-refused", Text(Assert.Single(mailJobs, job => Text(job, "status") == "FAILED"), "error"));
        Assert.All(mailJobs.Where(job => Text(job, "status") == "DONE"), job => Assert.Contains(mails, mail => Text(mail, "correlationId") == Text(job, "id")));
        Assert.Equal(People - 1, people.Count(person => mails.Any(mail => Text(mail, "to") == $"{person.Key}@example.org")));
    }

    [Fact(Timeout = 300_000)]
    public async Task AnOfferWhoseMailIsRefused_StandsAllTheSame()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address, seats: 1);
        var seat = await desk.RegisterAsync();
        var (first, second) = (await desk.JoinAsync(), await desk.JoinAsync());
        await ServiceWait.UntilAsync(async () => await desk.Clients.LookAsync(second) == "waiting");
        await desk.FaultsAsync(Desk.Rule("Promotion", "ses", "SendEmail", "before", "throttle"));

        await desk.Clients.CancelAsync(seat);
        await ServiceWait.UntilAsync(async () => await desk.Clients.LookAsync(first) == "offered");

        // The offer stands before its mail is tried; whoever answers before that is mailed nothing.
        await ServiceWait.UntilAsync(async () => await desk.Console.StruckAsync() is [1]);
        await desk.Clients.LeaveAsync(first);
        await ServiceWait.UntilAsync(async () => await desk.Clients.LookAsync(second) == "offered");

        await ServiceWait.UntilAsync(async () => (await desk.Console.MailAsync()).Any(mail => Text(mail, "to") == $"{second.Key}@example.org"));
        Assert.DoesNotContain(await desk.Console.MailAsync(), mail => Text(mail, "to") == $"{first.Key}@example.org");
        Assert.Empty((await desk.VerdictAsync()).Violations);
    }

    [Fact(Timeout = 300_000)]
    public async Task AnOfferWhoseMailSesNeverAnswers_StandsAllTheSame_AndBecomesASeat()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address, seats: 1);
        var seat = await desk.RegisterAsync();
        var entry = await desk.JoinAsync();
        await desk.FaultsAsync(Desk.Rule("Promotion", "ses", "SendEmail", "before", "drop", ("probability", 1)));

        await desk.Clients.CancelAsync(seat);
        await desk.UntilAsync(entry, "offered");

        // A step that failed for its mail would be tried again instead of telling this, and after eight times the seat be given to the next.
        await ServiceWait.UntilAsync(async () => (await LogAsync(desk)).Any(line => line.Contains("offer-not-mailed", StringComparison.Ordinal) && line.Contains(entry.Id!, StringComparison.Ordinal)));
        var accepted = await desk.AcceptAsync(entry);
        await desk.UntilAsync(entry, "promoted");

        Assert.Equal(HttpStatusCode.OK, accepted.Status);
        Assert.Equal([1], await desk.Console.StruckAsync());
        Assert.Empty((await desk.VerdictAsync()).Violations);
    }

    private static async Task<IEnumerable<string>> LogAsync(Desk desk) =>
        (await desk.Service.GetAsync("_local/functions/Promotion/logs?count=1000")).Json.GetProperty("logs").EnumerateArray().Select(line => line.GetRawText());

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
