using ServerlessRef.Domain.Events;

namespace ServerlessRef.Domain.Tests.Events;

public sealed class EntityTagTests
{
    private static readonly string Tag = EntityTag.Of("one"u8);

    [Fact]
    public void A_tag_is_quoted_and_strong() => Assert.Matches("^\"[A-Za-z0-9_-]{16}\"$", Tag);

    [Fact]
    public void Another_representation_has_another_tag() => Assert.NotEqual(Tag, EntityTag.Of("two"u8));

    [Fact]
    public void The_tag_itself_a_weak_one_a_list_and_a_star_match()
    {
        Assert.True(EntityTag.Matches(Tag, Tag));
        Assert.True(EntityTag.Matches("W/" + Tag, Tag));
        Assert.True(EntityTag.Matches("\"a\", " + Tag, Tag));
        Assert.True(EntityTag.Matches("*", Tag));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\"a\"")]
    [InlineData(",,")]
    [InlineData("W/")]
    public void Anything_else_does_not_match(string? header) => Assert.False(EntityTag.Matches(header, Tag));
}
