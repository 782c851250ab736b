using System.Text.Json;
using ServerlessRef.Shared;

namespace ServerlessRef.Faults.Scenarios;

/// <summary>The last hop of a notice, with subscriptions set: what one address does not take lies in a queue, and the others have it.</summary>
[Collection(FaultyCloudGroup.Name)]
public sealed class SubscriptionTroubleTests
{
    [Fact(Timeout = 300_000)]
    public async Task ANoticeOneAddressRefuses_LiesInItsQueue_AndTheOthersHaveIt()
    {
        using var synthesized = await SynthesizedAssembly.CreateAsync(("notificationMails", "desk@example.org"), ("notificationPhones", "+4915112345678"));
        using var assembly = FaultyCloud.Assembly(synthesized.Folder);
        var plan = FaultyCloud.EmptyPlan();
        await using var cloud = await LocalCloudProcess.StartAsync(new LocalCloudSettings(assembly.Folder, Faults: plan));
        File.Delete(plan);
        using var desk = await Desk.OpenAsync(cloud.Address, seats: 1);
        await desk.FaultsAsync(Desk.Rule("email", "events", "Deliver", "before", "fail", ("probability", 1), ("code", "InvalidEndpoint"), ("status", 400)));

        await desk.RegisterAsync();
        await ServiceWait.UntilAsync(async () => await desk.Console.MessagesAsync("NotificationsUnsent") > 0);

        await ServiceWait.UntilAsync(async () => (await desk.Console.MailAsync()).Any(mail => Is(mail, "kind", "sms") && Is(mail, "to", "+4915112345678")));
        Assert.DoesNotContain(await desk.Console.MailAsync(), mail => Is(mail, "to", "desk@example.org"));
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => desk.Console.RedriveAsync("NotificationsUnsent"));
        Assert.Contains("mails and SMS nobody took", refusal.Message, StringComparison.Ordinal);
        var queues = (await desk.Console.QueuesAsync()).EnumerateArray().ToList();
        Assert.All(["NotificationsUnsent", "SweeperScheduleMissedRuns", "PromotionsUnstarted"], name => Assert.True(queues.Single(queue => Name(queue).Contains(name, StringComparison.Ordinal)).GetProperty("deadLetter").GetBoolean()));
    }

    private static string Name(JsonElement queue) => queue.GetProperty("name").GetString()!;

    private static bool Is(JsonElement mail, string property, string value) => mail.GetProperty(property).GetString() == value;
}
