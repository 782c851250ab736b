using System.Globalization;
using ServerlessRef.Fuzz.Runs;
using Xunit.Abstractions;

namespace ServerlessRef.Fuzz;

/// <summary>1,000 requests, 20,000 with SERVERLESSREF_ALL=1, of a seed that FUZZ_SEED sets and every failure names.</summary>
[Collection(FuzzCloudGroup.Name)]
public sealed class FuzzTests(FuzzCloud cloud, ITestOutputHelper output)
{
    private const int Requests = 1_000;
    private const int AllRequests = 20_000;
    private const int Seed = 20261122;

    [Fact(Timeout = 1_800_000)]
    public async Task NoRequest_GetsAnUndocumentedAnswer_OrChangesAnythingWhenItIsRefused()
    {
        var seed = Environment.GetEnvironmentVariable("FUZZ_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Seed;
        var count = Environment.GetEnvironmentVariable("SERVERLESSREF_ALL") == "1" ? AllRequests : Requests;

        var report = await new FuzzRun(cloud.Address, cloud.Ledger, "fuzz").RunAsync(seed, count);

        output.WriteLine(report.ToString());
        Assert.True(report.Findings.Count == 0, report.ToString());

        // A run in which little was accepted, or little refused, would prove little.
        Assert.True(report.OffersAccepted > count / 500, report.ToString());
        Assert.True(report.Accepted > count / 20 && report.Answers.Where(a => a.Key.StartsWith('4')).Sum(a => a.Value) > count / 4, report.ToString());
    }
}
