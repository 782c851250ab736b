using System.Net;

namespace ServerlessRef.Faults.Scenarios;

/// <summary>4: queue and table throttle, fail, hang and lose replies until the SDK's own retries are used up.</summary>
[Collection(FaultyCloudGroup.Name)]
public sealed class ServiceTroubleTests(FaultyCloud cloud)
{
    /// <summary>What one request spends: an attempt and the SDK's two retries.</summary>
    private const int OneRequest = 3;

    [Theory(Timeout = 180_000)]
    [InlineData("sqs", "SendMessage", "before", "throttle")]
    [InlineData("sqs", "SendMessage", "before", "hang")]
    [InlineData("sqs", "SendMessage", "after", "hang")]
    [InlineData("dynamodb", "TransactWriteItems", "before", "throttle")]
    [InlineData("dynamodb", "TransactWriteItems", "after", "fail")]
    public async Task ExhaustedRetries_AreAnsweredWith503_AndTheNextRequestIsAccepted(string service, string action, string when, string kind)
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address);
        await desk.FaultsAsync(Desk.Rule("Api", service, action, when, kind, ("times", OneRequest), ("code", "InternalServerError"), ("status", 500)));
        var key = desk.Key();

        var refused = await desk.Service.RegisterAsync(desk.EventId, key, "Person", $"{key}@example.org", "10.0.0.9");
        Assert.Equal([OneRequest], await desk.Console.StruckAsync());
        var entry = await desk.Clients.RegisterAsync(desk.EventId, key, $"{key}@example.org");

        var verdict = await desk.VerdictAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.NotNull(refused.RetryAfter);
        Assert.NotNull(entry.Id);
        Assert.Empty(verdict.Violations);
        Assert.Equal((1, 1), (verdict.Accepted, verdict.Done));
    }

    [Theory(Timeout = 180_000)]
    [InlineData("UpdateItem", "before", "fail", "InternalServerError", 500)]
    [InlineData("UpdateItem", "after", "fail", "InternalServerError", 500)]
    [InlineData("TransactWriteItems", "before", "fail", "TransactionInProgressException", 400)]
    [InlineData("TransactWriteItems", "after", "fail", "InternalServerError", 500)]
    public async Task AWorker_WhoseTableFails_IssuesEachTicketOnceInTheEnd(string action, string when, string kind, string code, int status)
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address);
        await desk.FaultsAsync(Desk.Rule("Worker", "dynamodb", action, when, kind, ("code", code), ("status", status), ("times", OneRequest)));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => desk.RegisterAsync()));

        var verdict = await desk.VerdictAsync();

        Assert.Empty(verdict.Violations);
        Assert.Equal((5, 5), (verdict.Accepted, verdict.Done));
    }

    /// <summary>Runs with <c>dotnet dev.cs test --all</c>.</summary>
    [LongFact(Timeout = 400_000)]
    public async Task AQueueThatHangsForAMinute_LosesNothing()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address);
        await desk.FaultsAsync(Desk.Rule("Api", "sqs", "SendMessage", "before", "hang", ("probability", 1)));
        var clients = Enumerable.Range(0, 20).Select(_ => desk.RegisterAsync()).ToList();
        await Task.Delay(TimeSpan.FromMinutes(1));
        await desk.FaultsAsync();
        await Task.WhenAll(clients);

        var verdict = await desk.VerdictAsync();

        Assert.Empty(verdict.Violations);
        Assert.Equal((20, 20), (verdict.Accepted, verdict.Done));
    }
}
