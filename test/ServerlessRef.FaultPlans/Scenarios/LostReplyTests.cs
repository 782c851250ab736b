using ServerlessRef.FaultPlans.Simulation;

namespace ServerlessRef.FaultPlans.Scenarios;

/// <summary>Scenarios 2 and 3: a write or a send took effect and nobody heard; one key many times.</summary>
public sealed class LostReplyTests(TableEngine engine) : IClassFixture<TableEngine>
{
    [Theory(Timeout = 120_000)]
    [InlineData("TransactWriteItems", nameof(Fault.FailAfter))]
    [InlineData("TransactWriteItems", nameof(Fault.KillAfter))]
    [InlineData("TransactWriteItems", nameof(Fault.Late))]
    [InlineData("SendMessage", nameof(Fault.FailAfter))]
    [InlineData("SendMessage", nameof(Fault.FailBefore))]
    [InlineData("SendMessage", nameof(Fault.KillBefore))]
    [InlineData("SendMessage", nameof(Fault.KillAfter))]
    [InlineData("SendMessage", nameof(Fault.ReplyLostOnce))]
    public Task ASignUpWhoseReplyWasLost_IsRetriedAndTakesOneSeatAndOneTicket(string action, string fault) => Desk.RunAsync(engine.Endpoint, async desk =>
    {
        OnlyTheFirst(desk, action, Enum.Parse<Fault>(fault));

        await desk.SignUpAsync(1);

        desk.Cloud.Start();
        var verdict = await desk.EndAsync();
        Assert.Equal((1, 0), (verdict.Done, verdict.Failed));
        Assert.Single(desk.Ledger.Registrations);
    });

    [Theory(Timeout = 120_000)]
    [InlineData("PutItem", nameof(Fault.FailAfter))]
    [InlineData("PutItem", nameof(Fault.ReplyLostOnce))]
    [InlineData("PutItem", nameof(Fault.KillAfter))]
    [InlineData("PutItem", nameof(Fault.Late))]
    [InlineData("SendMessage", nameof(Fault.FailAfter))]
    [InlineData("SendMessage", nameof(Fault.KillBefore))]
    public Task AnExportWhoseReplyWasLost_IsRetriedAndIsOneJob(string action, string fault) => Desk.RunAsync(engine.Endpoint, async desk =>
    {
        OnlyTheFirst(desk, action, Enum.Parse<Fault>(fault));

        await desk.ExportAsync(1);

        desk.Cloud.Start();
        Assert.Equal(1, (await desk.EndAsync()).Done);
    });

    [Fact(Timeout = 120_000)]
    public Task OneKeyTwentyTimesAtTheSameMoment_TakesOneSeatAndGetsOneAnswer() => Desk.RunAsync(engine.Endpoint, async desk =>
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => desk.SignUpAsync(1, patience: 10)));

        desk.Cloud.Start();
        Assert.Equal(1, (await desk.EndAsync()).Done);
        Assert.Equal(0, desk.Ledger.Refused + desk.Ledger.Unanswered);
    });

    [Fact(Timeout = 120_000)]
    public Task OneKeyWithAnotherPayload_IsRefusedAndChangesNothing() => Desk.RunAsync(engine.Endpoint, async desk =>
    {
        await desk.SignUpAsync(1);
        await desk.SignUpAsync(1, person: 2);

        desk.Cloud.Start();
        Assert.Equal(1, (await desk.EndAsync()).Done);
        Assert.Equal(1, desk.Ledger.Refused);
    });

    [Fact(Timeout = 120_000)]
    public Task AClientThatVanishesBeforeTheSend_StillGetsItsTicketFromTheSweeper() => Desk.RunAsync(engine.Endpoint, async desk =>
    {
        OnlyTheFirst(desk, "SendMessage", Fault.KillBefore);

        await desk.SignUpAsync(1, patience: 1);

        Assert.Equal(1, desk.Ledger.Unanswered);
        desk.Cloud.Start();
        Assert.Equal(1, (await desk.EndAsync()).Done);
    });

    private static void OnlyTheFirst(Desk desk, string action, Fault fault)
    {
        var left = 1;
        desk.Cloud.Rain.Chosen = (_, called) => called == action && left-- > 0 ? fault : Fault.None;
    }
}
