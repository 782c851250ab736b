using ServerlessRef.Domain.Identity;

namespace ServerlessRef.Domain.Tests.Identity;

public sealed class IdempotencyKeyTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(128)]
    public void A_key_of_a_permitted_length_is_accepted(int length) =>
        Assert.True(IdempotencyKey.Parse(new string('a', length)).TryGet(out _, out _));

    [Theory]
    [InlineData("")]
    [InlineData("012345678901234")]
    [InlineData("0123456789abcde ")]
    [InlineData("0123456789abcde,0123456789abcde")]
    [InlineData("0123456789abcdé")]
    [InlineData("０１２３４５６７８９ａｂｃｄｅｆ")]
    [InlineData("../../../etc/passwd")]
    public void A_key_of_another_form_is_refused(string text)
    {
        Assert.False(IdempotencyKey.Parse(text).TryGet(out _, out var refusal));
        Assert.Equal("invalid-idempotency-key", refusal.Type.Code);
    }

    [Fact]
    public void A_key_that_is_too_long_is_refused() => Assert.False(IdempotencyKey.Parse(new string('a', 129)).TryGet(out _, out _));

    [Fact]
    public void No_key_is_refused() => Assert.False(IdempotencyKey.Parse().TryGet(out _, out _));

    [Fact]
    public void Two_keys_are_refused_even_when_they_are_equal() =>
        Assert.False(IdempotencyKey.Parse("0123456789abcdef", "0123456789abcdef").TryGet(out _, out _));

    [Fact]
    public void A_key_does_not_show_itself_in_text() => Assert.DoesNotContain("0123456789abcdef", $"{Keys.Key()}", StringComparison.Ordinal);
}
