using System.Text.Json;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Faults;

/// <summary>The verdict can fail: each broken promise is seen in books that show it.</summary>
public sealed class LedgerVerdictTests
{
    private const string NoMessages = """[{"visible":0,"inFlight":0,"delayed":0}]""";

    private readonly AcknowledgementLedger _ledger = new();

    [Fact]
    public void BooksThatAgree_BreakNothing()
    {
        Accept();

        var verdict = Judge([Event(taken: 1), Registration(tickets: 1), Job("DONE")]);

        Assert.Empty(verdict.Violations);
        Assert.Equal((1, 1, 0), (verdict.Accepted, verdict.Done, verdict.Failed));
    }

    [Fact]
    public void AnAcceptedJobWithoutRow_IsLost()
    {
        Accept();

        Assert.Equal(1, Judge([Event(taken: 1), Registration(tickets: 1)]).Lost);
    }

    [Theory]
    [InlineData("PENDING")]
    [InlineData("RUNNING")]
    public void AnAcceptedJobThatDoesNotEnd_IsLost(string status)
    {
        Accept();

        Assert.Equal(1, Judge([Event(taken: 1), Registration(tickets: 0), Job(status)]).Lost);
    }

    [Fact]
    public void ADoneJobWithoutTicket_IsLost()
    {
        Accept();

        Assert.Equal(1, Judge([Event(taken: 1), Registration(tickets: 0), Job("DONE")]).Lost);
    }

    [Fact]
    public void ACancellationThatWasConfirmedAndDidNotHappen_IsLost()
    {
        var entry = Accept();
        (entry.CancellationAsked, entry.CancellationConfirmed) = (true, true);

        Assert.Equal(1, Judge([Event(taken: 1), Registration(tickets: 1), Job("DONE")]).Lost);
    }

    [Fact]
    public void TwoTickets_AreRepeated()
    {
        Accept();

        Assert.Equal(1, Judge([Event(taken: 1), Registration(tickets: 2), Job("DONE")]).Repeated);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void SeatsThatDoNotAddUp_AreOversold(int taken, int capacity)
    {
        Accept();

        Assert.Equal(1, Judge([Event(taken, capacity), Registration(tickets: 1), Job("DONE")]).Oversold);
    }

    [Fact]
    public void AMessageInAQueue_IsLeft() =>
        Assert.Equal(1, Judge([], """[{"visible":0,"inFlight":1,"delayed":0}]""").LeftInQueues);

    [Fact]
    public void AJobNobodyWasToldOf_HasToEndToo() =>
        Assert.Single(Judge([Job("PENDING")]).Violations);

    [Fact]
    public void TwoAnswersThatContradictEachOther_AreAViolation()
    {
        Accept();
        _ledger.Acknowledge(_ledger.Open("e", "key", isRegistration: true), "other", "j", null);

        Assert.Contains(Judge([Event(taken: 1), Registration(tickets: 1), Job("DONE")]).Violations, text => text.Contains("acknowledged as r and as other", StringComparison.Ordinal));
    }

    private LedgerEntry Accept()
    {
        var entry = _ledger.Open("e", "key", isRegistration: true);
        _ledger.Acknowledge(entry, "r", "j", "token");
        return entry;
    }

    private LedgerVerdict Judge(IReadOnlyList<string> items, string queues = NoMessages) =>
        LedgerVerdict.Judge(_ledger, JsonElement.Parse($"[{string.Join(',', items)}]"), JsonElement.Parse(queues));

    private static string Event(int taken, int capacity = 10) => $$"""{"PK":"EVENT#e","SK":"META","seatsTaken":{{taken}},"capacity":{{capacity}}}""";

    private static string Registration(int tickets) => $$"""{"PK":"EVENT#e","SK":"REG#r","status":"confirmed","ticketsIssued":{{tickets}}}""";

    private static string Job(string status) => $$"""{"PK":"JOB#j","SK":"META","status":"{{status}}"}""";
}
