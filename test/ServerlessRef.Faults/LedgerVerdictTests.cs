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

    [Fact]
    public void AWaitlistThatAgrees_BreaksNothing()
    {
        Wait("a");
        Wait("b");

        Assert.Empty(Judge([Event(taken: 1, capacity: 1, last: 2), Kept(), Entry("a", 1), Entry("b", 2), Place(1, "a"), Place(2, "b"), Job("DONE", "job-a"), Job("DONE", "job-b")]).Violations);
    }

    [Fact]
    public void AnEntryWithoutRow_IsLost()
    {
        Wait("a");

        Assert.Equal(1, Judge([Event(taken: 0, last: 1)]).Lost);
    }

    [Fact]
    public void ADoneEntryWithoutPlace_IsLost()
    {
        Wait("a");

        Assert.Equal(1, Judge([Event(taken: 0, last: 1), Entry("a", position: null), Job("DONE", "job-a")]).Lost);
    }

    [Fact]
    public void APromotedEntryWithoutRegistration_IsLost()
    {
        Wait("a");

        Assert.Equal(1, Judge([Event(taken: 0, last: 1), Entry("a", 1, "promoted"), Job("DONE", "job-a")]).Lost);
    }

    [Fact]
    public void ASeatKeptAndNotCounted_IsOversold() =>
        Assert.Equal(1, Judge([Event(taken: 0, last: 0), Kept()]).Oversold);

    [Theory]
    [InlineData(2, 1, "was accepted before")]
    [InlineData(1, 1, "gave place 1 to")]
    [InlineData(1, 3, "gave place 3 to")]
    public void PlacesOutOfOrder_AreAViolation(int first, int second, string violation)
    {
        Wait("a");
        Wait("b");

        Assert.Contains(
            Judge([Event(taken: 0, last: 2), Entry("a", first), Entry("b", second), Place(first, "a"), Place(second, "b"), Job("DONE", "job-a"), Job("DONE", "job-b")]).Violations,
            text => text.Contains(violation, StringComparison.Ordinal));
    }

    [Fact]
    public void SomebodyWhoWaitsAndIsNotInTheLine_IsAViolation()
    {
        Wait("a");

        Assert.Contains(Judge([Event(taken: 0, last: 1), Entry("a", 1), Job("DONE", "job-a")]).Violations, text => text.Contains("and not both", StringComparison.Ordinal));
    }

    private void Wait(string id)
    {
        var entry = _ledger.OpenWaiting("e", "key-" + id);
        _ledger.Acknowledge(entry, id, jobId: null, "token");
        entry.ToldAt = _ledger.Tick();
    }

    private LedgerEntry Accept()
    {
        var entry = _ledger.Open("e", "key", isRegistration: true);
        _ledger.Acknowledge(entry, "r", "j", "token");
        return entry;
    }

    private LedgerVerdict Judge(IReadOnlyList<string> items, string queues = NoMessages) =>
        LedgerVerdict.Judge(_ledger, JsonElement.Parse($"[{string.Join(',', items)}]"), JsonElement.Parse(queues));

    private static string Event(int taken, int capacity = 10, int? last = null) =>
        $$"""{"PK":"EVENT#e","SK":"META",{{(last is { } given ? $"\"waitlistLast\":{given}," : "")}}"seatsTaken":{{taken}},"seats":{{capacity}},"pools":1,"capacity":{{capacity}}}""";

    private static string Kept() => """{"PK":"EVENT#e","SK":"PROMO#p","status":"open","seatPool":0}""";

    private static string Entry(string id, int? position, string status = "waiting") =>
        $$"""{"PK":"EVENT#e","SK":"WAIT#{{id}}","id":"{{id}}","jobId":"job-{{id}}",{{(position is { } given ? $"\"position\":{given}," : "")}}"status":"{{status}}"}""";

    private static string Place(int position, string id) => $$"""{"PK":"WAITING#e","SK":"POS#{{position:D10}}","entryId":"{{id}}"}""";

    // "taken/seats", a pool each; always said to be two.
    private static IEnumerable<string> EventOf(string pools, int capacity) => pools.Split(' ').Select((text, pool) =>
    {
        var (taken, seats) = (text.Split('/')[0], text.Split('/')[1]);
        return pool == 0
            ? $$"""{"PK":"EVENT#e","SK":"META","seatsTaken":{{taken}},"seats":{{seats}},"pools":2,"capacity":{{capacity}}}"""
            : $$"""{"PK":"EVENT#e#{{pool}}","SK":"POOL","seatsTaken":{{taken}},"seats":{{seats}}}""";
    });

    private static string Registration(int tickets, int seatPool = 0) => $$"""{"PK":"EVENT#e","SK":"REG#r","status":"confirmed","seatPool":{{seatPool}},"ticketsIssued":{{tickets}}}""";

    private static string Job(string status, string id = "j") => $$"""{"PK":"JOB#{{id}}","SK":"META","status":"{{status}}"}""";
}
