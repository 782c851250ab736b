using ServerlessRef.Domain.Paging;

namespace ServerlessRef.Domain.Tests.Paging;

public sealed class PageSizeTests
{
    [Fact]
    public void A_page_holds_20_items_unless_asked() => Assert.Equal(20, PageSize.Check([], new FieldErrors()));

    [Theory]
    [InlineData("1", 1)]
    [InlineData("100", 100)]
    public void The_bounds_are_accepted(string text, int expected) => Assert.Equal(expected, PageSize.Check([text], new FieldErrors()));

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("1e1")]
    [InlineData(" 5")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    [InlineData("٥")]
    public void Another_text_is_refused(string text)
    {
        var errors = new FieldErrors();
        Assert.Null(PageSize.Check([text], errors));
        Assert.True(errors.Has("limit"));
    }

    [Fact]
    public void Two_limits_are_refused() => Assert.Null(PageSize.Check(["5", "5"], new FieldErrors()));
}
