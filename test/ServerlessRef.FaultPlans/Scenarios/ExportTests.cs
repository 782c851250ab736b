using ServerlessRef.FaultPlans.Simulation;

namespace ServerlessRef.FaultPlans.Scenarios;

/// <summary>Scenario 16: an export interrupted at every step leaves one result, whole.</summary>
public sealed class ExportTests(TableEngine engine) : IClassFixture<TableEngine>
{
    // Two pools, so that an export may stop between them.
    private const int Seats = 4;

    // Claim, event, a query for each pool, object, end.
    private const int Steps = 6;

    public static TheoryData<string, int, string> Interruptions()
    {
        var data = new TheoryData<string, int, string>();
        foreach (var fault in Enum.GetNames<Fault>().Where(name => name is not (nameof(Fault.None) or nameof(Fault.Partial))))
        {
            for (var step = 1; step <= Steps; step++)
            {
                data.Add("badges", step, fault);
                data.Add("attendee-export", step, fault);
            }
        }

        return data;
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Interruptions))]
    public Task AnExportInterruptedAtAnyStep_EndsWithOneWholeResult(string type, int step, string fault) => Desk.RunAsync(engine.Endpoint, async desk =>
    {
        await desk.SignUpAsync(1);
        desk.Cloud.Start();
        await desk.Cloud.QuietAsync();
        var hit = false;
        desk.Cloud.Rain.Chosen = (actor, _) =>
        {
            if (!actor.Name.StartsWith("worker-", StringComparison.Ordinal) || hit || actor.Calls != step)
            {
                return Fault.None;
            }

            hit = true;
            return Enum.Parse<Fault>(fault);
        };

        await desk.ExportAsync(2, type);
        var verdict = await desk.EndAsync();

        Assert.True(hit);
        Assert.Equal((2, 0), (verdict.Done, verdict.Failed));
    }, seats: Seats);

    [Theory(Timeout = 120_000)]
    [InlineData("attendee-export")]
    [InlineData("badges")]
    public Task AnExport_HasTheStepsThatAreInterrupted(string type) => Desk.RunAsync(engine.Endpoint, async desk =>
    {
        await desk.ExportAsync(1, type);
        var calls = 0;
        desk.Cloud.Rain.Chosen = (actor, _) =>
        {
            calls += actor.Name == "one" ? 1 : 0;
            return Fault.None;
        };

        await desk.Cloud.WorkAsync("one", desk.OnlyJob());

        Assert.Equal(Steps, calls);
    }, seats: Seats);
}
