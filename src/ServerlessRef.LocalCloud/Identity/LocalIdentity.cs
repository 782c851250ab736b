using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Identity;

/// <summary>The user pools of the template: issues and checks identity tokens. https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html</summary>
/// <param name="folder">Keeps the keys; null: new keys with every start.</param>
internal sealed class LocalIdentity(IReadOnlyList<UserPool> pools, TimeProvider time, string? folder = null)
{
    /// <summary>Cognito's default for identity tokens.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(1);

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };

    // Made when first needed: making one takes a good part of a second on a small machine.
    private readonly Dictionary<string, Lazy<RsaSecurityKey>> _keys = pools.ToDictionary(pool => pool.Id, pool => new Lazy<RsaSecurityKey>(() => PoolKey.LoadOrCreate(pool.Id, folder)), StringComparer.Ordinal);
    private long _issued;

    public IReadOnlyList<UserPool> Pools => pools;

    /// <summary>A token of the pool's first client. The subject derives from pool and mail address: the same person is the same organiser after a restart.</summary>
    /// <param name="groups">Become <c>cognito:groups</c>.</param>
    /// <param name="poolId">Null: the first pool.</param>
    /// <param name="lifetime">Null: <see cref="DefaultLifetime"/>.</param>
    public string IssueIdToken(string email, IReadOnlyList<string> groups, string? poolId = null, TimeSpan? lifetime = null)
    {
        var pool = pools.FirstOrDefault(one => poolId is null || one.Id == poolId)
            ?? throw new ArgumentException($"No user pool {poolId} in the templates; they define: {string.Join(", ", pools.Select(one => one.Id))}.", nameof(poolId));
        var now = time.GetUtcNow();
        var subject = Derive($"{pool.Id}|{email.ToLowerInvariant()}");
        var claims = new Dictionary<string, object>
        {
            ["sub"] = subject,
            ["email"] = email,
            ["email_verified"] = true,
            ["cognito:username"] = subject,
            ["iss"] = pool.Issuer,
            ["aud"] = pool.ClientIds.Count > 0 ? pool.ClientIds[0] : "local",
            ["token_use"] = "id",
            ["auth_time"] = now.ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.Add(lifetime ?? DefaultLifetime).ToUnixTimeSeconds(),
            ["jti"] = Derive(string.Create(CultureInfo.InvariantCulture, $"{subject}|{now.UtcTicks}|{Interlocked.Increment(ref _issued)}")),
        };
        if (groups.Count > 0)
        {
            claims["cognito:groups"] = groups.ToArray();
        }

        return Handler.CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = new(_keys[pool.Id].Value, SecurityAlgorithms.RsaSha256) });
    }

    /// <summary>As an authorizer of these pools checks: signature of a pool's key, issuer, one of its clients, an identity token, valid by now and not expired.</summary>
    public TokenVerdict Validate(string token, IReadOnlyList<string> userPoolArns)
    {
        var accepted = pools.Where(pool => userPoolArns.Contains(pool.Arn, StringComparer.Ordinal)).ToList();
        var expired = false;

        // Ends before it returns: keys, issuers and clients are in memory.
        var result = Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerSigningKeyResolver = (_, _, kid, _) => accepted.Select(pool => _keys[pool.Id].Value).Where(key => key.KeyId == kid),
            IssuerValidator = (issuer, _, _) => accepted.Exists(pool => pool.Issuer == issuer) ? issuer : throw new SecurityTokenInvalidIssuerException(),
            AudienceValidator = (audiences, parsed, _) => accepted.Exists(pool => pool.Issuer == parsed.Issuer && audiences.Any(pool.ClientIds.Contains)),
            LifetimeValidator = (from, expires, _, _) =>
                !(expired = expires is not { } until || until <= time.GetUtcNow().UtcDateTime) && !(from > time.GetUtcNow().UtcDateTime),
        }).GetAwaiter().GetResult();

        if (result.SecurityToken is JsonWebToken { } jwt && result.IsValid && SignedByIssuer(jwt, accepted) && jwt.TryGetPayloadValue<string>("token_use", out var use) && use == "id")
        {
            return new(TokenOutcome.Valid, IdTokenClaims.ToStrings(jwt));
        }

        return new(expired ? TokenOutcome.Expired : TokenOutcome.Invalid, null);
    }

    /// <summary>For <c>/.well-known/jwks.json</c>; null: no such pool.</summary>
    public string? Jwks(string poolId)
    {
        if (!_keys.TryGetValue(poolId, out var lazy))
        {
            return null;
        }

        var key = lazy.Value;
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        return JsonSerializer.Serialize(new
        {
            keys = new[] { new { alg = "RS256", e = Base64UrlEncoder.Encode(parameters.Exponent), kid = key.KeyId, kty = "RSA", n = Base64UrlEncoder.Encode(parameters.Modulus), use = "sig" } },
        });
    }

    private static string Derive(string text) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString();

    // One pool's key must not vouch for another pool's issuer.
    private bool SignedByIssuer(JsonWebToken token, List<UserPool> accepted) =>
        accepted.Exists(pool => pool.Issuer == token.Issuer && _keys[pool.Id].Value.KeyId == token.Kid);
}
