using ServerlessRef.Domain.Identity;

namespace ServerlessRef.Domain.Tests.Identity;

public sealed class HolderTokenTests
{
    private const string Event = "evt_00000000000000000000000000";

    [Fact]
    public void A_replay_gets_the_same_token() => Assert.Equal(HolderToken.For(Event, Keys.Key()), HolderToken.For(Event, Keys.Key()));

    [Fact]
    public void Its_own_token_matches()
    {
        var token = HolderToken.For(Event, Keys.Key());
        Assert.True(HolderToken.Matches(token, HolderToken.HashOf(token)));
    }

    [Fact]
    public void The_stored_hash_itself_is_no_token()
    {
        var hash = HolderToken.HashOf(HolderToken.For(Event, Keys.Key()));
        Assert.False(HolderToken.Matches(hash, hash));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("\u0000\ud83d\ude00")]
    public void Anything_else_does_not_match(string? token) =>
        Assert.False(HolderToken.Matches(token, HolderToken.HashOf(HolderToken.For(Event, Keys.Key()))));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("anything")]
    public void Nothing_matches_where_there_is_no_registration(string? token) => Assert.False(HolderToken.Matches(token, storedHash: null));
}
