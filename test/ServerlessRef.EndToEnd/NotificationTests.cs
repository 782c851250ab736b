using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.EndToEnd;

/// <summary>From a click to the mail that tells of it, through every hop of the template.</summary>
[Collection(RunningCloudGroup.Name)]
public sealed class NotificationTests(RunningCloud cloud)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact(Timeout = 180_000)]
    public async Task TheLastSeatTaken_AndOneGivenBack_ArriveInTheMailbox_OnceEach()
    {
        using var client = cloud.Client();
        var eventId = await CreateEventAsync(client, "notification-full-event", capacity: 2);
        await client.RegisterAsync(eventId, "notification-full-seat-1", "Ada", "ada@example.org", "10.7.1.1");
        var last = await client.RegisterAsync(eventId, "notification-full-seat-2", "Bob", "bob@example.org", "10.7.1.2");
        await UntilToldAsync(client, eventId, "Event full");

        await client.CancelAsync(eventId, Text(last.Json, "id"), Text(last.Json, "cancellationToken"), "10.7.1.2");

        var mails = await UntilToldAsync(client, eventId, "Seat freed");
        Assert.Equal(["Event full", "Seat freed"], mails.Select(mail => Text(mail, "subject")).Order(StringComparer.Ordinal));
        Assert.Contains($"seat-freed/{Text(last.Json, "id")}", mails.Select(mail => Text(mail, "correlationId")));
        Assert.All(mails, mail => Assert.DoesNotContain("bob@example.org", mail.GetRawText(), StringComparison.Ordinal));
    }

    [Fact(Timeout = 180_000)]
    public async Task AnEventThatFillsUpAgain_IsToldAgain()
    {
        using var client = cloud.Client();
        var eventId = await CreateEventAsync(client, "notification-again-event", capacity: 1);
        var first = await client.RegisterAsync(eventId, "notification-again-seat-1", "Ada", "ada@example.org", "10.7.2.1");
        await UntilToldAsync(client, eventId, "Event full");
        await client.CancelAsync(eventId, Text(first.Json, "id"), Text(first.Json, "cancellationToken"), "10.7.2.1");
        await UntilToldAsync(client, eventId, "Seat freed");

        await client.RegisterAsync(eventId, "notification-again-seat-2", "Bob", "bob@example.org", "10.7.2.2");

        await UntilToldAsync(client, eventId, "Event full", times: 2);
    }

    [Fact(Timeout = 180_000)]
    public async Task ASeatGivenBack_OfAnEventOfPools_IsToldWithTheSeatsOfAllPools()
    {
        using var client = cloud.Client();
        var eventId = await CreateEventAsync(client, "notification-pools-event", capacity: 1_200);
        await client.RegisterAsync(eventId, "notification-pools-seat-1", "Ada", "ada@example.org", "10.7.3.1");
        var last = await client.RegisterAsync(eventId, "notification-pools-seat-2", "Bob", "bob@example.org", "10.7.3.2");

        await client.CancelAsync(eventId, Text(last.Json, "id"), Text(last.Json, "cancellationToken"), "10.7.3.2");

        var mails = await UntilToldAsync(client, eventId, "Seat freed");
        Assert.Contains("1199 of 1200", Text(mails.Single(), "text"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task AJobThatIsGivenUp_IsToldToWhoeverIsSubscribed()
    {
        // Without its permission the worker fails every time; lease and visibility are seconds, so that five attempts are soon over.
        using var assembly = AssemblyCopy.Create()
            .Edit("AWS::IAM::Policy", path => path.Contains("/Worker/", StringComparison.Ordinal), policy => Deny(policy, "s3:PutObject"))
            .Edit("AWS::Lambda::Function", path => path.Contains("/Worker/", StringComparison.Ordinal), Hurry)
            .Edit("AWS::SQS::Queue", path => path.Contains("/Jobs/Queue", StringComparison.Ordinal), queue => queue["VisibilityTimeout"] = 8);
        await using var own = await LocalCloudProcess.StartAsync(new LocalCloudSettings(assembly.Folder, Recorded: false));
        using var client = new ServiceClient(own.Address);
        var eventId = await CreateEventAsync(client, "notification-job-event", capacity: 2);
        await client.CreateJobAsync(await client.SignInAsync("organiser@example.org"), "notification-job-badges", eventId, "badges");

        var mails = await UntilToldAsync(client, eventId, "Job failed", patience: TimeSpan.FromMinutes(4));

        Assert.Contains("retries-exhausted", Text(mails.Single(), "text"), StringComparison.Ordinal);
    }

    private static async Task<List<JsonElement>> UntilToldAsync(ServiceClient client, string eventId, string subject, int times = 1, TimeSpan? patience = null)
    {
        var answer = await ServiceClient.UntilAsync(
            () => client.GetAsync("_local/mail.json"),
            mailbox => About(mailbox, eventId).Count(mail => Text(mail, "subject") == subject) >= times,
            patience ?? Patience);
        return About(answer, eventId);
    }

    private static List<JsonElement> About(Answer mailbox, string eventId) =>
        [.. mailbox.Json.GetProperty("mail").EnumerateArray().Where(mail => Text(mail, "text").Contains(eventId, StringComparison.Ordinal))];

    private static async Task<string> CreateEventAsync(ServiceClient client, string key, int capacity)
    {
        var created = await client.CreateEventAsync(await client.SignInAsync("organiser@example.org"), key, "A meeting", capacity, new DateTimeOffset(2098, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return Text(created.Json, "id");
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private static void Hurry(JsonObject worker)
    {
        worker["Timeout"] = 8;
        worker["Environment"]!["Variables"]!["LEASE_SECONDS"] = "1";
    }

    private static void Deny(JsonObject policy, string action)
    {
        foreach (var statement in policy["PolicyDocument"]!["Statement"]!.AsArray().Where(each => each!["Action"] is JsonValue single && (string?)single == action))
        {
            statement!["Action"] = "none:None";
        }
    }
}
