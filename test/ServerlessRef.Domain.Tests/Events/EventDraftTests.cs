using ServerlessRef.Domain.Events;

namespace ServerlessRef.Domain.Tests.Events;

public sealed class EventDraftTests
{
    private const string Start = "2027-05-01T18:00:00+02:00";

    [Fact]
    public void A_draft_keeps_its_start_in_UTC()
    {
        Assert.True(EventDraft.Check("Meetup", Start, 10, new FieldErrors()).TryGet(out var draft, out _));
        Assert.Equal("2027-05-01T16:00:00Z", StartTime.Format(draft.StartsAt));
    }

    [Fact]
    public void One_instant_in_two_time_zones_is_the_same_payload() => Assert.Equal(Hash(" Meetup", Start, 10), Hash("Meetup ", "2027-05-01T16:00:00.000Z", 10));

    [Theory]
    [InlineData("Meetup!", Start, 10)]
    [InlineData("Meetup", "2027-05-01T18:00:01+02:00", 10)]
    [InlineData("Meetup", Start, 11)]
    public void Any_other_field_is_another_payload(string title, string startsAt, int capacity) =>
        Assert.NotEqual(Hash("Meetup", Start, 10), Hash(title, startsAt, capacity));

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public void The_bounds_of_the_capacity_are_accepted(int capacity) =>
        Assert.True(EventDraft.Check("Meetup", Start, capacity, new FieldErrors()).TryGet(out _, out _));

    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(100_001L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Another_capacity_is_refused(long? capacity)
    {
        Assert.False(EventDraft.Check("Meetup", Start, capacity, new FieldErrors()).TryGet(out _, out var refusal));
        Assert.Equal("capacity", Assert.Single(refusal.Errors).Field);
    }

    [Fact]
    public void All_faults_are_named_at_once()
    {
        Assert.False(EventDraft.Check(null, "tomorrow", 0, new FieldErrors()).TryGet(out _, out var refusal));
        Assert.Equal(["title", "startsAt", "capacity"], refusal.Errors.Select(error => error.Field));
    }

    [Fact]
    public void What_the_reading_found_is_not_said_twice()
    {
        var errors = new FieldErrors();
        errors.Add("capacity", "is a text.");
        Assert.False(EventDraft.Check("Meetup", Start, null, errors).TryGet(out _, out var refusal));
        Assert.Equal("is a text.", Assert.Single(refusal.Errors).Detail);
    }

    private static string Hash(string title, string startsAt, int capacity)
    {
        Assert.True(EventDraft.Check(title, startsAt, capacity, new FieldErrors()).TryGet(out var draft, out _));
        return draft.PayloadHash;
    }
}
