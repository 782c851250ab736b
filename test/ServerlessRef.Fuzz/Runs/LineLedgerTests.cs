using System.Text.Json;

namespace ServerlessRef.Fuzz.Runs;

/// <summary>What the ledger says to tables that no sound service leaves.</summary>
public sealed class LineLedgerTests
{
    private const string Event = "evt_1";

    [Fact]
    public void AnOfferThatWasAccepted_AndBecameARegistration_IsExplained() =>
        Assert.Empty(Look([.. Promoted("reg_1"), Registration("reg_1"), .. Seats(taken: 1, guards: 1)]));

    [Fact]
    public void AnOfferThatBecameTwoRegistrations_IsNot() =>
        Assert.Contains(Look([.. Promoted("reg_1"), Registration("reg_1"), Registration("reg_2"), .. Seats(taken: 1, guards: 2)]), change => change.StartsWith("registration reg_2 is stored", StringComparison.Ordinal));

    [Fact]
    public void ASeatKeptBesidesTheRegistrationItBecame_IsNot() =>
        Assert.Contains(Look([.. Promoted("reg_1"), Registration("reg_1"), .. Seats(taken: 0, guards: 1)]), change => change.StartsWith($"event {Event} has 0 seats taken", StringComparison.Ordinal));

    [Fact]
    public void AnOfferThatNobodyAccepted_AndBecameARegistration_IsNot() =>
        Assert.Contains(Look([.. Promoted("reg_1"), Registration("reg_1"), .. Seats(taken: 1, guards: 1)], accept: false), change => change.StartsWith("waitlist entry wai_1 is promoted", StringComparison.Ordinal));

    [Fact]
    public void AnAnswerWithoutEffect_IsExplainedOnlyUntilAllHasSettled()
    {
        object[] rows = [Entry("accepted", registration: null), Promotion("open", registration: null, entry: "wai_1"), .. Seats(taken: 1, guards: 0)];

        Assert.Empty(Look(rows));
        Assert.Contains(Look(rows, isSettled: true), change => change.StartsWith("waitlist entry wai_1 is accepted", StringComparison.Ordinal));
    }

    [Fact]
    public void OneSeatOfferedToTwo_IsNotExplained()
    {
        object[] rows = [Entry("offered", registration: null), Promotion("open", registration: null, entry: "wai_2"), .. Seats(taken: 1, guards: 0)];

        Assert.Contains("waitlist entry wai_1 is offered, and 0 seats are kept for it", Look(rows, accept: false));
    }

    private static IReadOnlyList<string> Look(IReadOnlyList<object> rows, bool accept = true, bool isSettled = false)
    {
        var ledger = new Ledger();
        ledger.Accept("createEvent", Json(new { id = Event }));
        ledger.Accept("joinWaitlist", Json(new { id = "wai_1", cancellationToken = "token" }));
        ledger.Accept("joinWaitlist", Json(new { id = "wai_2", cancellationToken = "another" }));
        if (accept)
        {
            ledger.Accept("acceptOffer", default, "wai_1");
        }

        return ledger.Unexplained(Row.Of(Json((object[])[.. rows, new { PK = $"EVENT#{Event}", SK = "WAIT#wai_2", id = "wai_2", status = "waiting", jobId = "job_2" }, Job("job_1"), Job("job_2"), Job("job_3")])), isSettled)
            .Where(change => !change.StartsWith("job", StringComparison.Ordinal)).ToList();
    }

    private static object[] Promoted(string registration) => [Entry("promoted", registration), Promotion("confirmed", registration, "wai_1")];

    private static object Entry(string status, string? registration) => registration is null
        ? new { PK = $"EVENT#{Event}", SK = "WAIT#wai_1", id = "wai_1", status, jobId = "job_1" }
        : new { PK = $"EVENT#{Event}", SK = "WAIT#wai_1", id = "wai_1", status, jobId = "job_1", registrationId = registration };

    private static object Promotion(string status, string? registration, string entry) => registration is null
        ? new { PK = $"EVENT#{Event}", SK = "PROMO#prm_1", id = "prm_1", eventId = Event, status, entryId = entry }
        : new { PK = $"EVENT#{Event}", SK = "PROMO#prm_1", id = "prm_1", eventId = Event, status, entryId = entry, registrationId = registration };

    private static object Registration(string id) => new { PK = $"EVENT#{Event}", SK = $"REG#{id}", id, eventId = Event, status = "confirmed", ticketJobId = "job_3" };

    private static object[] Seats(int taken, int guards) =>
        [new { PK = $"EVENT#{Event}", SK = "META", id = Event, seatsTaken = taken }, .. Enumerable.Range(0, guards).Select(guard => new { PK = $"MAIL#{guard}", SK = "MAIL", eventId = Event })];

    private static object Job(string id) => new { PK = $"JOB#{id}", SK = "META", id, status = "DONE" };

    private static JsonElement Json(object value) => JsonSerializer.SerializeToElement(value);
}
