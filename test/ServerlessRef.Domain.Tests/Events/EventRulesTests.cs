using ServerlessRef.Domain.Events;

namespace ServerlessRef.Domain.Tests.Events;

public sealed class EventRulesTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_start_a_second_ahead_is_accepted() => Assert.Null(EventRules.RefusePast(Draft(Now.AddSeconds(1)), Now));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_start_that_is_not_ahead_is_refused(int seconds) =>
        Assert.Equal("startsAt", Assert.Single(EventRules.RefusePast(Draft(Now.AddSeconds(seconds)), Now)!.Errors).Field);

    [Fact]
    public void The_same_payload_is_a_replay() => Assert.Null(EventRules.RefuseReplay(Stored("hash"), "hash"));

    [Fact]
    public void Another_payload_is_a_reused_key() => Assert.Equal("idempotency-key-reused", EventRules.RefuseReplay(Stored("hash"), "other")!.Type.Code);

    private static EventDraft Draft(DateTimeOffset start) => new("Meetup", start, 1);

    private static ScheduledEvent Stored(string payloadHash) => new("evt_1", "Meetup", Now, 1, 0, "ada", payloadHash);
}
