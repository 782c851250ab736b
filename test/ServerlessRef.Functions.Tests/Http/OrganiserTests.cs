using ServerlessRef.Functions.Http;

namespace ServerlessRef.Functions.Tests.Http;

public sealed class OrganiserTests
{
    [Theory]
    [InlineData("organisers")]
    [InlineData("staff,organisers")]
    [InlineData("[staff organisers]")]
    public void A_member_of_the_group_is_an_organiser(string groups)
    {
        Assert.True(Organiser.From(Requests.WithClaims(("sub", "ada"), ("cognito:groups", groups))).TryGet(out var organiser, out _));
        Assert.Equal("ada", organiser.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("staff")]
    [InlineData("organisers2")]
    [InlineData("not-organisers")]
    [InlineData("Organisers")]
    public void Anybody_else_is_not(string groups)
    {
        Assert.False(Organiser.From(Requests.WithClaims(("sub", "ada"), ("cognito:groups", groups))).TryGet(out _, out var refusal));
        Assert.Equal("not-an-organiser", refusal.Type.Code);
    }

    [Fact]
    public void An_account_without_groups_is_not()
    {
        Assert.False(Organiser.From(Requests.WithClaims(("sub", "ada"))).TryGet(out _, out var refusal));
        Assert.Equal(403, refusal.Type.Status);
    }

    [Fact]
    public void Nobody_is_not_signed_in()
    {
        Assert.False(Organiser.From(Requests.WithClaims(("cognito:groups", "organisers"))).TryGet(out _, out var refusal));
        Assert.Equal(401, refusal.Type.Status);
    }
}
