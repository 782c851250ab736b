using ServerlessRef.Domain.Text;

namespace ServerlessRef.Domain.Tests.Text;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("Ada", "Ada")]
    [InlineData("  Ada Lovelace\u00A0", "Ada Lovelace")]
    [InlineData("👩‍💻 meetup", "👩‍💻 meetup")]
    [InlineData("Žofie", "Žofie")]
    [InlineData("e\u0301", "e\u0301")]
    [InlineData("ثلاثة", "ثلاثة")]
    [InlineData("'; DROP TABLE events;--", "'; DROP TABLE events;--")]
    [InlineData("<script>", "<script>")]
    public void A_readable_line_is_kept_as_sent_without_outer_white_space(string text, string expected) =>
        Assert.Equal(expected, PlainText.Check("name", text, 40, new FieldErrors()));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u200B\u200D")]
    [InlineData("\u0301")]
    [InlineData("a\nb")]
    [InlineData("a\u0000b")]
    [InlineData("a\u007Fb")]
    [InlineData("a\u2028b")]
    [InlineData("\u202Egpj.exe")]
    [InlineData("a\u2066b")]
    [InlineData("a\uFFFEb")]
    [InlineData("a\uFDD0b")]
    [InlineData("Ad\uFFFD(")]
    public void What_nobody_can_read_is_refused_by_field(string? text)
    {
        var errors = new FieldErrors();
        Assert.Null(PlainText.Check("name", text, 40, errors));
        Assert.True(errors.Has("name"));
    }

    [Fact]
    public void Half_a_character_is_refused() => Assert.Null(PlainText.Check("name", "a" + (char)0xD83D, 40, new FieldErrors()));

    [Fact]
    public void The_longest_text_is_accepted() => Assert.NotNull(PlainText.Check("name", new string('x', 40), 40, new FieldErrors()));

    [Fact]
    public void A_longer_text_is_refused_with_both_lengths()
    {
        var errors = new FieldErrors();
        Assert.Null(PlainText.Check("name", new string('x', 41), 40, errors));
        Assert.Equal("name: has 41 characters; at most 40 are accepted.", errors.ToRefusal().Detail);
    }
}
