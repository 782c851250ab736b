using ServerlessRef.Domain.Events;

namespace ServerlessRef.Domain.Tests.Events;

public sealed class StartTimeTests
{
    [Theory]
    [InlineData("2027-05-01T18:00:00Z", "2027-05-01T18:00:00Z")]
    [InlineData("2027-05-01T18:00Z", "2027-05-01T18:00:00Z")]
    [InlineData("2027-05-01T18:00:00.999Z", "2027-05-01T18:00:00Z")]
    [InlineData("2027-05-01T18:00:00.9999999+00:00", "2027-05-01T18:00:00Z")]
    [InlineData("2027-01-01T00:30:00+01:00", "2026-12-31T23:30:00Z")]
    [InlineData("2028-02-29T12:00:00-05:30", "2028-02-29T17:30:00Z")]
    public void An_instant_with_an_offset_is_kept_in_UTC_to_the_second(string text, string expected) =>
        Assert.Equal(expected, StartTime.Format(StartTime.Check("startsAt", text, new FieldErrors())!.Value));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("2027-05-01")]
    [InlineData("2027-05-01T18:00:00")]
    [InlineData("2027-05-01 18:00:00Z")]
    [InlineData(" 2027-05-01T18:00:00Z")]
    [InlineData("2027-02-29T12:00:00Z")]
    [InlineData("2027-05-01T25:00:00Z")]
    [InlineData("2027-05-01T18:00:60Z")]
    [InlineData("2027-05-01T18:00:00+25:00")]
    [InlineData("01.05.2027 18:00")]
    [InlineData("1798999999")]
    [InlineData("２０２７-05-01T18:00:00Z")]
    [InlineData("0000-05-01T18:00:00Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    public void Anything_else_is_refused_by_field(string? text)
    {
        var errors = new FieldErrors();
        Assert.Null(StartTime.Check("startsAt", text, errors));
        Assert.True(errors.Has("startsAt"));
    }

    [Fact]
    public void What_was_formatted_is_read_back()
    {
        var instant = new DateTimeOffset(2027, 5, 1, 18, 0, 0, TimeSpan.Zero);
        Assert.Equal(instant, StartTime.Parse(StartTime.Format(instant)));
    }

    [Fact]
    public void Order_of_texts_is_order_of_instants()
    {
        var random = new Random(7);
        var instants = Enumerable.Range(0, 500).Select(_ => DateTimeOffset.UnixEpoch.AddSeconds(random.NextInt64(0, 8_000_000_000))).ToList();
        Assert.Equal(instants.Order().Select(StartTime.Format), instants.Select(StartTime.Format).Order(StringComparer.Ordinal));
    }
}
