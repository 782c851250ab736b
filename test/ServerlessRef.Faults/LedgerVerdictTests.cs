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

    [Theory]
    [InlineData("failed", 0)]
    [InlineData("queued", 1)]
    [InlineData(null, 1)]
    public void AnEntryThatWasGivenUp_IsLost_UnlessItsHolderIsTold(string? told, int lost)
    {
        Wait("a").ToldAtTheEnd = told;

        Assert.Equal(lost, Judge([Event(taken: 0, last: 0), Entry("a", position: null, "queued"), Job("FAILED", "job-a", error: "retries-exhausted")]).Lost);
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

    [Fact]
    public void BooksThatAgreeInEverything_BreakNothing()
    {
        Wait("a");
        var cover = Upload("u", isPicture: true);
        cover.Posted = true;

        var verdict = Judge(
            [
                Event(taken: 1, capacity: 1, last: 1, more: Cover("u", "ready", "images/e/u-1")), Kept(), Entry("a", 1), Place(1, "a"), Job("DONE", "job-a"),
                Cancelled("r"), Job("FAILED", "f", error: "retries-exhausted"), Told("seat-freed/r"), Told("job-failed/f/3"), Told("event-full/e/7"),
            ],
            local: Local(Pictures("images/e/u-1"), Running("p", waiting: true), "seat-freed/r", "seat-freed/r", "job-failed/f/3", "event-full/e/7"));

        Assert.Empty(verdict.Violations);
        Assert.Equal((1, 1, 0), (verdict.Covers, verdict.ToldAgain, verdict.Superfluous));
    }

    [Theory]
    [InlineData("offered")]
    [InlineData("expired")]
    public void AnAcceptanceThatWasConfirmedAndDidNotHappen_IsLost(string status)
    {
        Wait("a").OfferAccepted = true;

        Assert.Equal(1, Judge([Event(taken: 0, last: 1), Entry("a", 1, status), Job("DONE", "job-a")]).Lost);
    }

    [Fact]
    public void AKeptSeatNobodyPassesOn_IsAViolation() =>
        Assert.Contains(Judge([Event(taken: 1), Kept()], local: Local()).Violations, text => text.Contains("which no execution passes on", StringComparison.Ordinal));

    [Fact]
    public void AnExecutionThatNeitherEndsNorWaits_IsAViolation() =>
        Assert.Contains(Judge([Event(taken: 1), Kept()], local: Local(executions: Running("p", waiting: false))).Violations, text => text.Contains("is stuck in OfferNext", StringComparison.Ordinal));

    [Fact]
    public void SomebodyWhoWaitsBesideAFreeSeat_IsAViolation()
    {
        Wait("a");

        Assert.Contains(
            Judge([Event(taken: 0, capacity: 1, last: 1), Entry("a", 1), Place(1, "a"), Job("DONE", "job-a")], local: Local()).Violations,
            text => text.Contains("has 1 seats left, and somebody waits", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"PK":"EVENT#e","SK":"REG#r","status":"cancelled"}""", "Registration r was cancelled, and nobody was told")]
    [InlineData("""{"PK":"JOB#f","SK":"META","status":"FAILED","error":"retries-exhausted","fence":3}""", "Job f failed, and nobody was told (job-failed/f/3)")]
    [InlineData("""{"PK":"EVENT#e","SK":"META","seats":0,"seatsTaken":0,"seatsLeft":0,"pools":1,"capacity":0}""", "Event e is full, and nobody was told")]
    [InlineData("""{"PK":"NOTICE#seat-freed/x","SK":"META","leaseUntil":1}""", "seat-freed/x was begun and never told")]
    [InlineData("""{"PK":"NOTICE#seat-freed/x","SK":"META","toldAt":1}""", "is in no mailbox")]
    public void AChangeNobodyWasToldOf_IsAViolation(string item, string violation) =>
        Assert.Contains(Judge([item], local: Local()).Violations, text => text.Contains(violation, StringComparison.Ordinal));

    [Theory]
    [InlineData("DONE", null, "other", "The ticket of registration r has no job that mails it")]
    [InlineData("PENDING", null, "r", "Ticket mail m is PENDING")]
    [InlineData("FAILED", null, "r", "Ticket mail m failed without a reason")]
    [InlineData("DONE", null, "r", "Ticket mail m is said to be sent and is in no mailbox")]
    public void ATicketNobodyMailed_IsAViolation(string status, string? error, string subject, string violation) =>
        Assert.Contains(
            Judge([Ticket("r"), TicketMail("m", subject, status, error)], local: Local()).Violations,
            text => text.Contains(violation, StringComparison.Ordinal));

    [Fact]
    public void ATicketThatWasMailed_OrWhoseMailFailedWithAReason_IsNone()
    {
        var verdict = Judge([Ticket("r"), Ticket("s"), TicketMail("m", "r", "DONE"), TicketMail("n", "s", "FAILED", "cancelled")], local: Local(mailed: "m"));

        Assert.Empty(verdict.Violations);
        Assert.Equal(1, verdict.Mailed);
    }

    [Fact]
    public void WithoutMail_ATicketNeedsNone() =>
        Assert.Empty(Judge([Ticket("r")], local: Local()).Violations);

    [Fact]
    public void AJobThatEndedCancelled_IsNoNews() =>
        Assert.Empty(Judge([Job("FAILED", "f", error: "cancelled")], local: Local()).Violations);

    [Theory]
    [InlineData(true, "pending", null, "u", "is a picture and pending")]
    [InlineData(true, "rejected", null, "u", "is a picture and rejected")]
    [InlineData(false, "rejected", null, "u", "was rejected without a reason")]
    [InlineData(false, "ready", "images/e/u-1", "u", "is no picture and ready")]
    [InlineData(true, "ready", null, "u", "is ready and nothing is shown")]
    [InlineData(true, "ready", "images/e/t-1", "u", "its newest upload, which is ready, is u")]
    [InlineData(true, "ready", "images/e/u-2", "u", "which lacks 320.jpeg, 320.webp")]
    public void ACoverWithoutItsEnd_IsAViolation(bool isPicture, string status, string? shown, string newest, string violation)
    {
        Upload("u", isPicture).Posted = true;

        Assert.Contains(
            Judge([Event(taken: 0, more: Cover(newest, status, shown))], local: Local(Pictures("images/e/u-1", "images/e/t-1"))).Violations,
            text => text.Contains(violation, StringComparison.Ordinal));
    }

    [Fact]
    public void ACoverWhoseFileWasNeverPosted_MayPend()
    {
        Upload("u", isPicture: true);

        Assert.Empty(Judge([Event(taken: 0, more: Cover("u", "pending", null))], local: Local()).Violations);
    }

    [Fact]
    public void AnOriginalThatIsLeft_IsAViolation()
    {
        Upload("u", isPicture: true);

        Assert.Contains(
            Judge([Event(taken: 0, more: Cover("u", "pending", null))], local: Local("\"covers/e/u\"")).Violations,
            text => text.Contains("still has the original of upload u", StringComparison.Ordinal));
    }

    [Fact]
    public void AnOlderUploadTakenForTheNewest_IsAViolation()
    {
        Upload("u", isPicture: true);
        Upload("v", isPicture: true);

        Assert.Contains(
            Judge([Event(taken: 0, more: Cover("u", "pending", null))], local: Local()).Violations,
            text => text.Contains("takes upload u for its newest, and v was asked for", StringComparison.Ordinal));
    }

    [Fact]
    public void AnAcceptedUploadNoEventKnowsOf_IsAViolation()
    {
        Upload("u", isPicture: true);

        Assert.Contains(Judge([Event(taken: 0)], local: Local()).Violations, text => text.Contains("knows of no upload", StringComparison.Ordinal));
    }

    [Fact]
    public void PicturesOfAReplacedCover_AreAViolation()
    {
        Upload("u", isPicture: true).Posted = true;

        var verdict = Judge([Event(taken: 0, more: Cover("u", "ready", "images/e/u-1"))], local: Local(Pictures("images/e/u-1", "images/e/t-1")));

        Assert.Equal(6, verdict.Superfluous);
        Assert.Contains(verdict.Violations, text => text.Contains("keeps 6 pictures that nobody is shown", StringComparison.Ordinal));
    }

    private CoverEntry Upload(string id, bool isPicture)
    {
        var cover = _ledger.OpenCover("e", "cover-" + id, isPicture);
        (cover.Id, cover.ToldAt) = (id, _ledger.Tick());
        return cover;
    }

    private LedgerEntry Wait(string id)
    {
        var entry = _ledger.OpenWaiting("e", "key-" + id);
        _ledger.Acknowledge(entry, id, jobId: null, "token");
        entry.ToldAt = _ledger.Tick();
        return entry;
    }

    private LedgerEntry Accept()
    {
        var entry = _ledger.Open("e", "key", isRegistration: true);
        _ledger.Acknowledge(entry, "r", "j", "token");
        return entry;
    }

    private LedgerVerdict Judge(IReadOnlyList<string> items, string queues = NoMessages, LocalState? local = null) =>
        LedgerVerdict.Judge(_ledger, JsonElement.Parse($"[{string.Join(',', items)}]"), JsonElement.Parse(queues), local);

    private static LocalState Local(string keys = "", string executions = "", params string[] mailed) => new(
        JsonElement.Parse($$"""[{"name":"b","keys":[{{keys}}] }]"""),
        JsonElement.Parse($"[{executions}]"),
        JsonElement.Parse($"[{string.Join(',', mailed.Select(id => $$"""{"correlationId":"{{id}}"}"""))}]"));

    private static string Pictures(params string[] folders) => string.Join(',',
        from folder in folders
        from width in new[] { 320, 960, 1920 }
        from format in new[] { "jpeg", "webp" }
        select $"\"{folder}/{width}.{format}\"");

    private static string Running(string promotion, bool waiting) =>
        $$"""{"name":"x","status":"Running","state":"OfferNext","waiting":{{(waiting ? "true" : "false")}},"input":{"promotionId":"{{promotion}}"} }""";

    private static string Cover(string upload, string status, string? shown) =>
        $$""","coverUpload":"{{upload}}","coverStatus":"{{status}}"{{(shown is null ? "" : $",\"coverShown\":\"{shown}\"")}}""";

    private static string Cancelled(string id) => $$"""{"PK":"EVENT#e","SK":"REG#{{id}}","status":"cancelled"}""";

    private static string Told(string notice) => $$"""{"PK":"NOTICE#{{notice}}","SK":"META","toldAt":1}""";

    private static string Event(int taken, int capacity = 10, int? last = null, string more = "") =>
        $$"""{"PK":"EVENT#e","SK":"META",{{(last is { } given ? $"\"waitlistLast\":{given}," : "")}}"seatsTaken":{{taken}},"seats":{{capacity}},"seatsLeft":{{capacity - taken}},"pools":1,"capacity":{{capacity}}{{more}} }""";

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

    private static string Ticket(string registration) => $$"""{"PK":"JOB#t-{{registration}}","SK":"META","id":"t-{{registration}}","type":"ticket","subjectId":"{{registration}}","status":"DONE"}""";

    private static string TicketMail(string id, string registration, string status, string? error = null) =>
        $$"""{"PK":"JOB#{{id}}","SK":"META","id":"{{id}}","type":"ticket-mail","subjectId":"{{registration}}","status":"{{status}}"{{(error is null ? "" : $",\"error\":\"{error}\"")}} }""";

    private static string Job(string status, string id = "j", string? error = null) =>
        $$"""{"PK":"JOB#{{id}}","SK":"META","status":"{{status}}"{{(error is null ? "" : $",\"error\":\"{error}\",\"fence\":3")}} }""";
}
