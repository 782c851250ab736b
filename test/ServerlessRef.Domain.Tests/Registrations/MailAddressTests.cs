using ServerlessRef.Domain.Registrations;

namespace ServerlessRef.Domain.Tests.Registrations;

public sealed class MailAddressTests
{
    private const string Event = "evt_00000000000000000000000000";

    [Theory]
    [InlineData("ada@example.org")]
    [InlineData("a@b.co")]
    [InlineData("ada+meetup@example.org")]
    [InlineData("o'neil@example.org")]
    [InlineData("a.b.c@sub.example.co.uk")]
    [InlineData("ada@xn--bcher-kva.example")]
    [InlineData("ada@1and1.example")]
    public void An_address_is_accepted(string text) => Assert.Equal(text, Check(text)?.Address);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@example.org")]
    [InlineData("ada@")]
    [InlineData("ada@localhost")]
    [InlineData("ada@example..org")]
    [InlineData("ada@.example.org")]
    [InlineData("ada@example.org.")]
    [InlineData("ada@-example.org")]
    [InlineData("ada@example-.org")]
    [InlineData("ada@127.0.0.1")]
    [InlineData("ada@[127.0.0.1]")]
    [InlineData(".ada@example.org")]
    [InlineData("ada.@example.org")]
    [InlineData("a..da@example.org")]
    [InlineData("ada lovelace@example.org")]
    [InlineData("ada@exam ple.org")]
    [InlineData("ada@example.org\r\nBcc: all@example.org")]
    [InlineData("ada@evil.org,ada@example.org")]
    [InlineData("\"ada\"@example.org")]
    [InlineData("ádá@example.org")]
    [InlineData("ada@bücher.example")]
    [InlineData("ada@@example.org")]
    [InlineData("<ada@example.org>")]
    public void Another_text_is_refused(string? text) => Assert.Null(Check(text));

    [Fact]
    public void The_longest_address_is_accepted_and_a_longer_one_refused()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 61), 3)) + ".org";
        var longest = new string('a', 254 - 1 - domain.Length) + "@" + domain;
        Assert.NotNull(Check(longest));
        Assert.Null(Check("a" + longest));
    }

    [Fact]
    public void Letter_case_and_outer_white_space_make_no_difference() =>
        Assert.Equal(Check("ada@example.org")!.HashFor(Event), Check(" Ada@EXAMPLE.org ")!.HashFor(Event));

    [Theory]
    [InlineData("a.da@example.org")]
    [InlineData("ada+1@example.org")]
    public void Dots_and_tags_make_another_address(string other) =>
        Assert.NotEqual(Check("ada@example.org")!.HashFor(Event), Check(other)!.HashFor(Event));

    [Fact]
    public void The_same_address_has_another_hash_at_another_event() =>
        Assert.NotEqual(Check("ada@example.org")!.HashFor(Event), Check("ada@example.org")!.HashFor("evt_other"));

    [Fact]
    public void An_address_does_not_show_itself_in_text() => Assert.DoesNotContain("ada", $"{Check("ada@example.org")}", StringComparison.Ordinal);

    private static MailAddress? Check(string? text) => MailAddress.Check("email", text, new FieldErrors());
}
