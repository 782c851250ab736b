using ServerlessRef.LocalCloud.Functions;

namespace ServerlessRef.LocalCloud.Tests.Functions;

/// <summary>A process of its own with a fleet in it: one function hangs in its handler, one is idle. Prints their process ids and waits to be killed.</summary>
internal static class FleetHost
{
    public static async Task<int> RunAsync(string codeDirectory)
    {
        var hanging = TestFunctions.Function("Hanging") with { CodeDirectory = codeDirectory };
        var idle = TestFunctions.Function("Idle") with { CodeDirectory = codeDirectory };
        await using var fleet = await FunctionFleet.StartAsync(
            TestFunctions.Cloud(hanging, idle),
            TestFunctions.Options,
            new LocalCloud.Aws.CallerRegistry(),
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance,
            CancellationToken.None);
        await using var gate = await Gate.StartAsync();
        await fleet.EchoAsync("Idle");
        var call = fleet.CallAsync(gate.Event(), "Hanging");
        await gate.ArrivalAsync();
        gate.Open();
        await call;
        _ = fleet.CallAsync("""{"action":"hang"}""", "Hanging");
        foreach (var function in fleet.Snapshots())
        {
            Console.WriteLine(function.Environments.Single().ProcessId);
        }

        await Task.Delay(Timeout.Infinite);
        return 0;
    }
}
