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

    [Theory]
    [InlineData("1/1 0/1", 0, 0)]
    [InlineData("0/1 1/1", 1, 0)]
    [InlineData("1/1 0/1", 1, 2)]
    [InlineData("1/1 1/1", 0, 1)]
    [InlineData("1/1", 0, 1)]
    [InlineData("1/1 0/1 0/1", 0, 1)]
    public void APoolThatCountsWhatItDidNotGive_IsOversold(string pools, int seatPool, int oversold)
    {
        Accept();

        Assert.Equal(oversold, Judge([.. EventOf(pools, capacity: 2), Registration(tickets: 1, seatPool), Job("DONE")]).Oversold);
    }

    [Theory]
    [InlineData("1/1 0/1", false, 1)]
    [InlineData("1/1 0/1", true, 0)]
    [InlineData("2/2", false, 0)]
    public void SomebodyToldFullWhileASeatIsLeftThatNobodyGaveBack_IsAViolation(string pools, bool gaveBack, int violations)
    {
        _ledger.Refuse(_ledger.Open("e", "other-key", isRegistration: true), "event-full");
        Accept().CancellationAsked = gaveBack;

        Assert.Equal(violations, Judge([.. EventOf(pools, capacity: 2), Registration(tickets: 1), Job("DONE")]).Violations.Count(text => text.Contains("said to be full", StringComparison.Ordinal)));
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

    private static string Event(int taken, int capacity = 10) => $$"""{"PK":"EVENT#e","SK":"META","seatsTaken":{{taken}},"seats":{{capacity}},"pools":1,"capacity":{{capacity}}}""";

    // "taken/seats", a pool each; always said to be two.
    private static IEnumerable<string> EventOf(string pools, int capacity) => pools.Split(' ').Select((text, pool) =>
    {
        var (taken, seats) = (text.Split('/')[0], text.Split('/')[1]);
        return pool == 0
            ? $$"""{"PK":"EVENT#e","SK":"META","seatsTaken":{{taken}},"seats":{{seats}},"pools":2,"capacity":{{capacity}}}"""
            : $$"""{"PK":"EVENT#e#{{pool}}","SK":"POOL","seatsTaken":{{taken}},"seats":{{seats}}}""";
    });

    private static string Registration(int tickets, int seatPool = 0) => $$"""{"PK":"EVENT#e","SK":"REG#r","status":"confirmed","seatPool":{{seatPool}},"ticketsIssued":{{tickets}}}""";

    private static string Job(string status) => $$"""{"PK":"JOB#j","SK":"META","status":"{{status}}"}""";
}
