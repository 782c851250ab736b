using ServerlessRef.Shared.Load;
using Xunit.Abstractions;

namespace ServerlessRef.EndToEnd;

[Collection(RunningCloudGroup.Name)]
public sealed class BurstTests(RunningCloud cloud, ITestOutputHelper output)
{
    [Fact(Timeout = 900_000)]
    public async Task TwoThousandSignUps_ForTwoHundredSeats_KeepEveryPromise()
    {
        using var client = cloud.Client();

        var verdict = await new SignUpBurst(client, seed: 20261121).RunAsync(output.WriteLine);

        Assert.Empty(verdict.Violations);
        Assert.Equal((2_200, 200, 1_800, 200, 200), (verdict.Sent, verdict.Confirmed, verdict.Full, verdict.Tickets, verdict.ExportedRows));
    }
}
