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

    [Theory]
    [InlineData(1, "event-full")]
    [InlineData(0, "event-started")]
    [InlineData(-1, "event-started")]
    public void An_event_without_a_seat_is_full_until_it_starts(int secondsAhead, string code) => Assert.Equal(
        code,
        RegistrationRules.RefuseSeat(new ScheduledEvent("evt_1", "Meetup", Now.AddSeconds(secondsAhead), 10, 1, "ada", "hash"), Now).Type.Code);
}
