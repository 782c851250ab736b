using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using ServerlessRef.LocalCloud.Identity;
using ServerlessRef.LocalCloud.Tests.Edge;

namespace ServerlessRef.LocalCloud.Tests.Identity;

/// <summary>Tokens that differ from a good one in a single respect each. The good one is accepted, or none of this would mean anything.</summary>
public sealed class ForgedTokenTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("keys-").FullName;
    private readonly RSA _poolKey = RSA.Create();
    private readonly LocalIdentity _identity;
    private readonly JsonObject _header;
    private readonly JsonObject _claims;

    public ForgedTokenTests()
    {
        _identity = new LocalIdentity([SampleCloud.Pool], _clock, _folder);
        var good = _identity.IssueIdToken("ada@example.org", ["organisers"]).Split('.');
        _poolKey.ImportFromPem(File.ReadAllText(Assert.Single(Directory.EnumerateFiles(_folder))));
        _header = JsonNode.Parse(Base64UrlEncoder.Decode(good[0]))!.AsObject();
        _claims = JsonNode.Parse(Base64UrlEncoder.Decode(good[1]))!.AsObject();
    }

    public static TheoryData<string, string, string> ChangedClaims => new()
    {
        { "another issuer", "iss", "\"https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_other\"" },
        { "no issuer", "iss", "null" },
        { "another client", "aud", "\"client-2\"" },
        { "no client", "aud", "null" },
        { "an access token", "token_use", "\"access\"" },
        { "no use", "token_use", "null" },
        { "a use in other letters", "token_use", "\"ID\"" },
        { "no end", "exp", "null" },
        { "not yet valid", "nbf", "4102444800" },
    };

    public static TheoryData<string, string, string> ChangedHeaders => new()
    {
        { "a key nobody has", "kid", "\"unknown\"" },
        { "no key named", "kid", "null" },
        { "a key the token brings along", "jku", "\"https://attacker.example/jwks.json\"" },
    };

    [Fact]
    public void The_token_all_others_differ_from_is_accepted() => Assert.Equal(TokenOutcome.Valid, Check(SignWithPoolKey()));

    [Theory]
    [MemberData(nameof(ChangedClaims))]
    public void A_token_signed_by_the_pool_with_a_claim_that_is_wrong_is_refused(string what, string claim, string value)
    {
        Change(_claims, claim, value);

        Assert.True(Check(SignWithPoolKey()) != TokenOutcome.Valid, what);
    }

    [Theory]
    [MemberData(nameof(ChangedHeaders))]
    public void A_key_is_found_by_its_name_among_the_pool_s_own_and_nowhere_else(string what, string parameter, string value)
    {
        Change(_header, parameter, value);
        using var stranger = RSA.Create(2048);

        Assert.True(Check(Sign(bytes => stranger.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))) == TokenOutcome.Invalid, what);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("nOnE")]
    public void An_unsigned_token_is_refused_however_none_is_spelled(string algorithm)
    {
        _header["alg"] = algorithm;

        Assert.Equal(TokenOutcome.Invalid, Check(Sign(_ => [])));
        Assert.Equal(TokenOutcome.Invalid, Check(SignWithPoolKey()));
    }

    [Theory]
    [InlineData("HS256")]
    [InlineData("hs256")]
    public void The_public_key_is_no_shared_secret(string algorithm)
    {
        _header["alg"] = algorithm;
        byte[][] secrets =
        [
            _poolKey.ExportSubjectPublicKeyInfo(),
            Encoding.ASCII.GetBytes(_poolKey.ExportSubjectPublicKeyInfoPem()),
            Encoding.ASCII.GetBytes(_poolKey.ExportSubjectPublicKeyInfoPem() + "\n"),
            _poolKey.ExportRSAPublicKey(),
            _poolKey.ExportParameters(includePrivateParameters: false).Modulus!,
            Encoding.UTF8.GetBytes(_identity.Jwks(SampleCloud.Pool.Id)!),
        ];

        Assert.All(secrets, secret => Assert.Equal(TokenOutcome.Invalid, Check(Sign(bytes => HMACSHA256.HashData(secret, bytes)))));
    }

    [Theory]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public void Another_algorithm_is_refused_even_with_the_right_key(string algorithm)
    {
        _header["alg"] = algorithm;
        var (hash, padding) = algorithm switch
        {
            "RS384" => (HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "RS512" => (HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            "PS256" => (HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ => (HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };

        Assert.Equal(TokenOutcome.Invalid, Check(Sign(bytes => _poolKey.SignData(bytes, hash, padding))));
    }

    [Fact]
    public void A_token_counts_from_the_second_it_says()
    {
        _claims["nbf"] = _clock.GetUtcNow().AddSeconds(30).ToUnixTimeSeconds();
        var token = SignWithPoolKey();
        Assert.Equal(TokenOutcome.Invalid, Check(token));

        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(TokenOutcome.Valid, Check(token));
    }

    [Fact]
    public void Another_pool_of_the_same_templates_does_not_vouch_for_this_one()
    {
        var other = SampleCloud.Pool with { Id = "eu-central-1_other", Arn = SampleCloud.Pool.Arn + "2", Issuer = SampleCloud.Pool.Issuer + "2" };
        var both = new LocalIdentity([SampleCloud.Pool, other], _clock, _folder);

        var foreign = both.IssueIdToken("ada@example.org", ["organisers"], other.Id);

        Assert.Equal(TokenOutcome.Valid, both.Validate(foreign, [other.Arn]).Outcome);
        Assert.Equal(TokenOutcome.Invalid, both.Validate(foreign, [SampleCloud.Pool.Arn]).Outcome);
    }

    [Fact]
    public void A_group_is_only_what_the_token_says()
    {
        _claims.Remove("cognito:groups");

        Assert.DoesNotContain("cognito:groups", _identity.Validate(SignWithPoolKey(), [SampleCloud.Pool.Arn]).Claims!.Keys);
    }

    public void Dispose()
    {
        _poolKey.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Change(JsonObject part, string name, string json)
    {
        part.Remove(name);
        if (json != "null")
        {
            part[name] = JsonNode.Parse(json);
        }
    }

    private TokenOutcome Check(string token) => _identity.Validate(token, [SampleCloud.Pool.Arn]).Outcome;

    private string SignWithPoolKey() => Sign(bytes => _poolKey.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    private string Sign(Func<byte[], byte[]> sign)
    {
        var content = $"{Encode(_header)}.{Encode(_claims)}";
        return $"{content}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(content)))}";
    }

    private static string Encode(JsonObject part) => Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(part));
}
