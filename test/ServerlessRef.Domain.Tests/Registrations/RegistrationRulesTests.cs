using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Registrations;

namespace ServerlessRef.Domain.Tests.Registrations;

public sealed class RegistrationRulesTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Registration Confirmed = new("reg_1", "evt_1", RegistrationStatus.Confirmed, "token", "job_1") { PayloadHash = "hash" };

    [Fact]
    public void The_same_payload_is_a_replay() => Assert.Null(RegistrationRules.RefuseReplay(Confirmed, "hash"));

    [Fact]
    public void Another_payload_is_a_reused_key() => Assert.Equal("idempotency-key-reused", RegistrationRules.RefuseReplay(Confirmed, "other")!.Type.Code);

    [Theory]
    [InlineData("hash")]
    [InlineData("other")]
    public void A_replay_after_a_cancellation_is_refused_whatever_it_asks(string payloadHash) => Assert.Equal(
        "registration-cancelled",
        RegistrationRules.RefuseReplay(Confirmed with { Status = RegistrationStatus.Cancelled, PayloadHash = null }, payloadHash)!.Type.Code);

    [Fact]
    public void A_free_seat_of_an_event_to_come_is_not_refused() => Assert.Null(RegistrationRules.RefuseSeat("evt_1", Event(taken: 9, secondsAhead: 1), Now));

    [Fact]
    public void No_seat_is_left_when_all_are_taken() =>
        Assert.Equal("event-full", RegistrationRules.RefuseSeat("evt_1", Event(taken: 10, secondsAhead: 1), Now)!.Type.Code);

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    public void An_event_that_starts_now_takes_nobody_full_or_not(int taken) =>
        Assert.Equal("event-started", RegistrationRules.RefuseSeat("evt_1", Event(taken, secondsAhead: 0), Now)!.Type.Code);

    [Fact]
    public void An_event_that_does_not_exist_is_not_found() =>
        Assert.Equal("event-not-found", RegistrationRules.RefuseSeat("evt_1", scheduled: null, Now)!.Type.Code);

    private static ScheduledEvent Event(int taken, int secondsAhead) => new("evt_1", "Meetup", Now.AddSeconds(secondsAhead), 10, taken, "ada", "hash");
}
