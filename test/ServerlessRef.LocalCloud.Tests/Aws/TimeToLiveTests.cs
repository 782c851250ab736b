using System.Globalization;
using ServerlessRef.LocalCloud.Aws.DynamoDb;
using ServerlessRef.LocalCloud.Tests.Engines;

namespace ServerlessRef.LocalCloud.Tests.Aws;

[Collection(EnginesCollection.Name)]
public sealed class TimeToLiveTests(EnginesFixture engines)
{
    [Fact(Timeout = 60_000)]
    public async Task AnExpiredItem_IsDeleted_AndOthersStay()
    {
        var now = new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
        var clock = new ManualClock(now);
        await using var aws = await LocalAws.StartAsync(engines, time: clock);
        await PutAsync(aws, "expired", now.AddSeconds(30));
        await PutAsync(aws, "alive", now.AddHours(1));
        await PutAsync(aws, "ancient", now.AddYears(-6));

        clock.Advance(TimeToLiveSweeper.Period);

        IReadOnlyList<string> left;
        do
        {
            left = [.. (await aws.DynamoEngine.ScanAsync(aws.Table.Name, CancellationToken.None)).Select(item => item["PK"]!.ToString()).Order(StringComparer.Ordinal)];
        }
        while (left.Count == 3);
        Assert.Equal(["alive", "ancient"], left);
    }

    private static async Task PutAsync(LocalAws aws, string key, DateTimeOffset expires)
    {
        var seconds = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var (status, _) = await aws.DynamoAsync("PutItem", $$$$$"""{"TableName":"{{{{{aws.Table.Name}}}}}","Item":{"PK":{"S":"{{{{{key}}}}}"},"SK":{"S":"1"},"expiresAt":{"N":"{{{{{seconds}}}}}"}}}""");
        Assert.Equal(200, status);
    }
}
