namespace ServerlessRef.Faults.Scenarios;

/// <summary>6: the worker killed before its claim, after it, around the effect, and before the message is deleted.</summary>
[Collection(FaultyCloudGroup.Name)]
public sealed class WorkerKilledTests(FaultyCloud cloud)
{
    [Theory(Timeout = 180_000)]
    [InlineData("dynamodb", "UpdateItem", "before")]
    [InlineData("dynamodb", "UpdateItem", "after")]
    [InlineData("dynamodb", "TransactWriteItems", "during")]
    [InlineData("dynamodb", "TransactWriteItems", "after")]
    [InlineData("runtime", "Response", "before")]
    public async Task KilledWorker_LeavesEachTicketIssuedOnce(string service, string action, string when)
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address);
        await desk.FaultsAsync(Desk.Rule("Worker", service, action, when, "kill"));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => desk.RegisterAsync()));
        await ServiceWait.UntilAsync(async () => (await desk.Console.StruckAsync())[0] == 1);

        var verdict = await desk.VerdictAsync();

        Assert.Empty(verdict.Violations);
        Assert.Equal((3, 3), (verdict.Accepted, verdict.Done));
    }
}
