using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using ServerlessRef.LocalCloud.Identity;
using ServerlessRef.LocalCloud.Tests.Edge;

namespace ServerlessRef.LocalCloud.Tests.Identity;

public sealed class LocalIdentityTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void A_token_verifies_with_the_published_key_alone()
    {
        var identity = Create();
        var parts = identity.IssueIdToken("ada@example.org", []).Split('.');
        using var keys = JsonDocument.Parse(identity.Jwks(SampleCloud.Pool.Id)!);
        var key = keys.RootElement.GetProperty("keys")[0];
        using var rsa = RSA.Create(new RSAParameters { Modulus = Base64UrlEncoder.DecodeBytes(key.GetProperty("n").GetString()), Exponent = Base64UrlEncoder.DecodeBytes(key.GetProperty("e").GetString()) });
        Assert.True(rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64UrlEncoder.DecodeBytes(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal(key.GetProperty("kid").GetString(), SampleCloud.Json(Base64UrlEncoder.Decode(parts[0])).GetProperty("kid").GetString());
    }

    [Fact]
    public void The_same_mail_address_is_the_same_subject()
    {
        var identity = Create();
        Assert.Equal(Subject(identity.IssueIdToken("Ada@example.org", [])), Subject(Create().IssueIdToken("ada@example.org", [])));
        Assert.NotEqual(Subject(identity.IssueIdToken("ada@example.org", [])), Subject(identity.IssueIdToken("bob@example.org", [])));
    }

    [Fact]
    public void A_token_lives_an_hour_to_the_second()
    {
        var identity = Create();
        var token = identity.IssueIdToken("ada@example.org", []);
        _clock.Advance(TimeSpan.FromSeconds(3_599));
        Assert.Equal(TokenOutcome.Valid, Check(identity, token));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TokenOutcome.Expired, Check(identity, token));
    }

    [Fact]
    public void Another_pools_token_is_refused()
    {
        var other = new LocalIdentity([SampleCloud.Pool], _clock);
        Assert.Equal(TokenOutcome.Invalid, Check(Create(), other.IssueIdToken("ada@example.org", [])));
    }

    [Fact]
    public void A_token_of_an_unknown_client_is_refused()
    {
        using var folder = new TestFolder();
        var issuer = new LocalIdentity([SampleCloud.Pool with { ClientIds = ["stranger"] }], _clock, folder.Path);
        var identity = new LocalIdentity([SampleCloud.Pool], _clock, folder.Path);
        Assert.Equal(TokenOutcome.Invalid, Check(identity, issuer.IssueIdToken("ada@example.org", [])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIiwidG9rZW5fdXNlIjoiaWQifQ.")]
    public void What_is_no_token_is_refused(string token) => Assert.Equal(TokenOutcome.Invalid, Check(Create(), token));

    [Fact]
    public void A_changed_claim_breaks_the_signature()
    {
        var identity = Create();
        var parts = identity.IssueIdToken("ada@example.org", []).Split('.');
        var forged = Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("ada@", "eve@", StringComparison.Ordinal));
        Assert.Equal(TokenOutcome.Invalid, Check(identity, $"{parts[0]}.{forged}.{parts[2]}"));
    }

    [Fact]
    public void With_a_folder_the_key_outlives_the_process()
    {
        using var folder = new TestFolder();
        var token = new LocalIdentity([SampleCloud.Pool], _clock, folder.Path).IssueIdToken("ada@example.org", []);
        Assert.Equal(TokenOutcome.Valid, Check(new LocalIdentity([SampleCloud.Pool], _clock, folder.Path), token));
    }

    private static TokenOutcome Check(LocalIdentity identity, string token) => identity.Validate(token, [SampleCloud.Pool.Arn]).Outcome;

    private static string? Subject(string token) => SampleCloud.Json(Base64UrlEncoder.Decode(token.Split('.')[1])).GetProperty("sub").GetString();

    private LocalIdentity Create() => new([SampleCloud.Pool], _clock);
}
