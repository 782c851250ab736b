using System.Text.Json;

namespace ServerlessRef.Faults.Scenarios;

/// <summary>8 and 10: what can never be done, among what can; and what can be done only later.</summary>
[Collection(FaultyCloudGroup.Name)]
public sealed class PoisonTests(FaultyCloud cloud)
{
    [Fact(Timeout = 240_000)]
    public async Task MalformedOversizedAndUnknownMessages_AreKept_AndHoldNoGoodOneBack()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address);
        await desk.FaultsAsync();
        var before = await KeptAsync(desk);
        string[] bad = ["not json", $$"""{"jobId":"{{new string('x', 12_000)}}"}""", """{"jobId":"nobody-knows-it"}"""];
        foreach (var body in bad)
        {
            await desk.SendToWorkersAsync(body);
        }

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => desk.RegisterAsync()));

        var verdict = await desk.VerdictAsync();
        Assert.Empty(verdict.Violations);
        Assert.Equal((12, 12), (verdict.Accepted, verdict.Done));

        // What a function writes arrives a moment after its answer; and a message that comes twice is kept twice, under the same name.
        await ServiceWait.UntilAsync(async () => (await KeptAsync(desk)).Except(before).Count() >= bad.Length);
        Assert.Equal(bad.Length, (await KeptAsync(desk)).Except(before).Count());
    }

    [Fact(Timeout = 900_000)]
    public async Task AJobThatAlwaysFails_EndsFailed_AndARedriveFinishesItOnce()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address);
        var failure = Desk.Rule("Worker", "dynamodb", "TransactWriteItems", "before", "fail", ("code", "InternalServerError"), ("status", 500), ("probability", 1));
        await desk.FaultsAsync(failure);
        var entry = await desk.RegisterAsync();

        // A dead letter after three attempts is left to the sweeper, which is an hour ahead and need not be waited for.
        await ServiceWait.UntilAsync(async () => await desk.Console.MessagesAsync() == 0);
        await desk.Console.SetFaultsAsync(new Dictionary<string, object> { ["rules"] = new[] { failure }, ["clockOffsets"] = new Dictionary<string, int> { ["Sweeper"] = 3_600 } });
        await desk.Console.SweepAsync();
        await ServiceWait.UntilAsync(async () => await StatusAsync(desk, entry.JobId!) == "FAILED");
        var poisoned = await desk.VerdictAsync();

        var first = await RedriveAsync(desk);
        var second = await RedriveAsync(desk);

        var verdict = await desk.VerdictAsync();
        Assert.Equal((0, 1), (poisoned.Done, poisoned.Failed));
        Assert.Empty(poisoned.Violations);
        Assert.Equal((1, 1), (first.GetProperty("reopened").GetInt32(), first.GetProperty("sent").GetInt32()));
        Assert.Equal(0, second.GetProperty("reopened").GetInt32());
        Assert.Equal((1, 0), (verdict.Done, verdict.Failed));
        Assert.Empty(verdict.Violations);
    }

    private static async Task<JsonElement> RedriveAsync(Desk desk) =>
        (await desk.Service.SendAsync(HttpMethod.Post, "_local/functions/Sweeper/invoke", new Dictionary<string, bool> { ["redrive"] = true })).Json;

    private static async Task<string?> StatusAsync(Desk desk, string jobId) =>
        (await desk.Console.ItemsAsync()).EnumerateArray().Single(item => item.GetProperty("PK").GetString() == $"JOB#{jobId}").GetProperty("status").GetString();

    // By their ids.
    private static async Task<IReadOnlySet<string>> KeptAsync(Desk desk) =>
        (await desk.Service.GetAsync("_local/functions/DeadLetter/logs?count=1000")).Json.GetProperty("logs").EnumerateArray()
            .Select(line => line.GetProperty("text").GetString()!)
            .Where(text => text.Contains("message-kept", StringComparison.Ordinal))
            .Select(text => JsonElement.Parse(text).GetProperty("messageId").GetString()!)
            .ToHashSet(StringComparer.Ordinal);
}
