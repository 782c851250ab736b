using System.Text.Json;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Faults.Scenarios;

/// <summary>Covers: whatever strikes the function that makes the pictures, an accepted upload is shown, or refused with a reason, and the newest one wins.</summary>
[Collection(FaultyCloudGroup.Name)]
public sealed class CoverTroubleTests(FaultyCloud cloud)
{
    private const string DeadLetters = "CoversUploadsDeadLetters";

    [Fact(Timeout = 240_000)]
    public async Task KillsAndTroubleOfEveryCall_LeaveEachUploadShownOrRefused()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address);
        var replaced = await desk.UploadAsync();
        await UntilAsync(desk, replaced, "ready");
        var events = await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => desk.CreateEventAsync(10)));
        Dictionary<string, object>[] rules =
        [
            Desk.Rule("Thumbnail", "s3", "GetObject", "before", "kill"),
            Desk.Rule("Thumbnail", "s3", "GetObject", "before", "throttle", ("nth", 3), ("times", 2)),
            Desk.Rule("Thumbnail", "s3", "PutObject", "after", "kill", ("nth", 2)),
            Desk.Rule("Thumbnail", "s3", "PutObject", "after", "drop", ("nth", 14)),
            Desk.Rule("Thumbnail", "dynamodb", "UpdateItem", "before", "kill"),
            Desk.Rule("Thumbnail", "dynamodb", "UpdateItem", "after", "kill", ("nth", 2)),
            Desk.Rule("Thumbnail", "dynamodb", "UpdateItem", "after", "fail", ("nth", 3), ("times", 3), ("code", "InternalServerError"), ("status", 500)),
            Desk.Rule("Thumbnail", "s3", "DeleteObject", "before", "kill", ("nth", 2)),
            Desk.Rule("Thumbnail", "runtime", "Response", "before", "kill"),
        ];

        await desk.FaultsAsync(rules);
        await Task.WhenAll([desk.UploadAsync(), .. events.Select((eventId, number) => desk.UploadAsync(eventId, isPicture: number % 4 > 0))]);
        await ServiceWait.UntilAsync(async () => (await desk.Console.StruckAsync()).All(struck => struck > 0));
        var verdict = await BroughtBackAsync(desk);

        Assert.Empty(verdict.Violations);
        Assert.Equal((11, 0), (verdict.Covers, verdict.Superfluous));
    }

    /// <summary>Runs with <c>dotnet dev.cs test --all</c>; the function's own tests have the same in memory.</summary>
    [LongFact(Timeout = 240_000)]
    public async Task TheFunctionKilledBetweenANewCoverAndTheEndOfTheOldOne_LeavesNoPictureOfTheOldOne()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address);
        await UntilAsync(desk, await desk.UploadAsync(), "ready");

        // The first names the folder, the second shows it.
        await desk.FaultsAsync(Desk.Rule("Thumbnail", "dynamodb", "UpdateItem", "after", "kill", ("nth", 2)));
        await desk.UploadAsync();
        await ServiceWait.UntilAsync(async () => (await desk.Console.StruckAsync())[0] == 1);
        var verdict = await desk.VerdictAsync();

        Assert.Empty(verdict.Violations);
        Assert.Equal(0, verdict.Superfluous);
    }

    [Fact(Timeout = 240_000)]
    public async Task AnOlderUploadToldOfLast_AndEveryUploadToldOfTwice_LeaveTheNewestShown()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address);
        await desk.Console.SetFaultsAsync(Deliveries(("delay", 1), ("delayMs", 3_000)));
        await desk.UploadAsync();
        await desk.Console.SetFaultsAsync(Deliveries(("duplicate", 1), ("delayMs", 1_500)));
        var newest = await desk.UploadAsync();
        await UntilAsync(desk, newest, "ready");

        var verdict = await desk.VerdictAsync();

        Assert.Empty(verdict.Violations);
        Assert.Equal((2, 0), (verdict.Covers, verdict.Superfluous));
    }

    private static Dictionary<string, object> Deliveries(params (string Name, object Value)[] faults)
    {
        var deliveries = faults.ToDictionary(fault => fault.Name, fault => fault.Value);
        deliveries["hops"] = new[] { "notification" };
        return new Dictionary<string, object> { ["deliveries"] = deliveries };
    }

    // Who was struck three times by chance is a dead letter: the runbook says what to do then.
    private static async Task<LedgerVerdict> BroughtBackAsync(Desk desk)
    {
        await desk.FaultsAsync();
        await ServiceWait.UntilAsync(async () =>
        {
            await desk.Console.RedriveAsync(DeadLetters);
            return await desk.Console.MessagesAsync() == 0;
        });
        return await desk.VerdictAsync();
    }

    private static Task UntilAsync(Desk desk, CoverEntry upload, string status) => ServiceWait.UntilAsync(async () =>
    {
        var row = (await desk.Console.ItemsAsync()).EnumerateArray().Single(item => Text(item, "PK") == $"EVENT#{upload.EventId}" && Text(item, "SK") == "META");
        return Text(row, "coverUpload") == upload.Id && Text(row, "coverStatus") == status;
    });

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
