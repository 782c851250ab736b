using System.Text.Json;

namespace ServerlessRef.LocalCloud.Model;

/// <summary>A deployed stage of a REST API.</summary>
internal sealed record RestApi
{
    public required string Id { get; init; }

    public required string StageName { get; init; }

    /// <summary>Name and description, for its document.</summary>
    public string Name { get; init; } = "";

    public string? Description { get; init; }

    /// <summary>Schemas as written, references and all; by the name methods know them by.</summary>
    public IReadOnlyDictionary<string, JsonElement> Models { get; init; } = new Dictionary<string, JsonElement>();

    public required IReadOnlyList<Route> Routes { get; init; }

    public IReadOnlyList<Authorizer> Authorizers { get; init; } = [];

    public IReadOnlyList<GatewayResponse> GatewayResponses { get; init; } = [];

    public IReadOnlyList<UsagePlan> UsagePlans { get; init; } = [];

    /// <summary>Content types whose bodies travel as bytes; without one a base64 body of a function is sent as the text it is.</summary>
    public IReadOnlyList<string> BinaryMediaTypes { get; init; } = [];
}

internal sealed record Route
{
    public required string LogicalId { get; init; }

    /// <summary>Upper case, or <c>ANY</c>.</summary>
    public required string Method { get; init; }

    /// <summary>For example <c>/v1/events/{eventId}</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Of the AWS_PROXY integration; may carry an alias.</summary>
    public required string FunctionArn { get; init; }

    /// <summary>1–29 s (REST API's own limit unless raised); answers 504 when it has passed.</summary>
    public TimeSpan IntegrationTimeout { get; init; } = TimeSpan.FromSeconds(29);

    public bool ApiKeyRequired { get; init; }

    /// <summary>Logical id of an entry in <see cref="RestApi.Authorizers"/>; null: open.</summary>
    public string? AuthorizerId { get; init; }

    public bool ValidateBody { get; init; }

    public bool ValidateParameters { get; init; }

    /// <summary>For example <c>method.request.header.Idempotency-Key</c>; true: required.</summary>
    public IReadOnlyDictionary<string, bool> RequestParameters { get; init; } = new Dictionary<string, bool>();

    /// <summary>What generated clients call the method.</summary>
    public string? OperationName { get; init; }

    /// <summary>Content type → name of the model.</summary>
    public IReadOnlyDictionary<string, string> RequestModelNames { get; init; } = new Dictionary<string, string>();

    /// <summary>What the method says it answers; a proxy integration is not held to it.</summary>
    public IReadOnlyList<MethodResponse> Responses { get; init; } = [];

    /// <summary>Content type → JSON Schema (draft 4).</summary>
    public IReadOnlyDictionary<string, JsonElement> RequestModels { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Requests a second and burst of the stage's method settings, the most specific that applies.</summary>
    public Throttle? Throttle { get; init; }
}

/// <param name="Models">Content type → name of the model.</param>
/// <param name="Headers">Name → whether it is always sent.</param>
internal sealed record MethodResponse(int StatusCode, IReadOnlyDictionary<string, string> Models, IReadOnlyDictionary<string, bool> Headers);

internal sealed record Throttle(double RatePerSecond, int Burst);

internal sealed record Authorizer
{
    public required string LogicalId { get; init; }

    public string Name { get; init; } = "";

    public required IReadOnlyList<string> UserPoolArns { get; init; }

    /// <summary>For example <c>method.request.header.Authorization</c>.</summary>
    public string IdentitySource { get; init; } = "method.request.header.Authorization";
}

/// <param name="Type">For example <c>MISSING_AUTHENTICATION_TOKEN</c>, <c>DEFAULT_4XX</c>.</param>
/// <param name="Headers">Header → value, already without the quotes of the template's static form.</param>
/// <param name="Templates">Content type → template; <c>$context.error.messageString</c> and its like are filled in.</param>
internal sealed record GatewayResponse(
    string Type,
    int? StatusCode,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> Templates);

internal sealed record UsagePlan(IReadOnlyList<string> KeyValues, Throttle? Throttle);

internal sealed record Distribution
{
    public required string LogicalId { get; init; }

    public required string Id { get; init; }

    public required string Arn { get; init; }

    public required string DomainName { get; init; }

    public string? DefaultRootObject { get; init; }

    public string? WebAclArn { get; init; }

    public required IReadOnlyList<Origin> Origins { get; init; }

    /// <summary>In order of precedence; the last one is the default with path <c>*</c>.</summary>
    public required IReadOnlyList<Behavior> Behaviors { get; init; }

    public IReadOnlyList<ErrorPage> ErrorPages { get; init; } = [];
}

internal sealed record Origin
{
    public required string Id { get; init; }

    /// <summary>S3 origin: the bucket's name; null for a custom origin.</summary>
    public string? BucketName { get; init; }

    /// <summary>S3 origin: has an origin access control that signs.</summary>
    public bool SignsRequests { get; init; }

    /// <summary>REST API origin: its id; null for a bucket.</summary>
    public string? RestApiId { get; init; }

    /// <summary>For example <c>/prod</c>: put before the path.</summary>
    public string OriginPath { get; init; } = "";

    public IReadOnlyDictionary<string, string> CustomHeaders { get; init; } = new Dictionary<string, string>();

    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(30);
}

internal sealed record Behavior
{
    public required string PathPattern { get; init; }

    public required string OriginId { get; init; }

    public required IReadOnlyList<string> AllowedMethods { get; init; }

    public IReadOnlyList<string> CachedMethods { get; init; } = ["GET", "HEAD"];

    public bool Compress { get; init; }

    public required CachePolicy CachePolicy { get; init; }

    public OriginRequestPolicy? OriginRequestPolicy { get; init; }

    public ResponseHeadersPolicy? ResponseHeadersPolicy { get; init; }
}

internal sealed record CachePolicy(
    TimeSpan MinTtl,
    TimeSpan DefaultTtl,
    TimeSpan MaxTtl,
    ItemSelection Headers,
    ItemSelection Cookies,
    ItemSelection QueryStrings)
{
    /// <summary>Accept-Encoding is forwarded and in the cache key for gzip; without either encoding CloudFront does not compress.</summary>
    public bool AcceptsGzip { get; init; }

    public bool AcceptsBrotli { get; init; }
}

internal sealed record OriginRequestPolicy(ItemSelection Headers, ItemSelection Cookies, ItemSelection QueryStrings);

internal enum SelectionMode
{
    None,
    All,
    AllExcept,
    Only,
}

/// <summary>Which headers, cookies or query strings are meant; names compare without case for headers.</summary>
internal sealed record ItemSelection(SelectionMode Mode, IReadOnlyList<string> Names)
{
    public static readonly ItemSelection None = new(SelectionMode.None, []);

    public static readonly ItemSelection All = new(SelectionMode.All, []);
}

/// <param name="Override">True: replaces what the origin sent.</param>
internal sealed record ResponseHeader(string Name, string Value, bool Override);

internal sealed record ResponseHeadersPolicy(IReadOnlyList<ResponseHeader> Set, IReadOnlyList<string> Remove);

/// <summary>CloudFront custom error response.</summary>
internal sealed record ErrorPage(int ErrorCode, int? ResponseCode, string? PagePath, TimeSpan CachingMinTtl);

internal sealed record WebAcl
{
    public required string Arn { get; init; }

    public required bool DefaultAllow { get; init; }

    /// <summary>In order of priority.</summary>
    public required IReadOnlyList<WafRule> Rules { get; init; }
}

/// <param name="Kind"><c>managed</c> or <c>rate</c>.</param>
/// <param name="ManagedGroup">For example <c>AWSManagedRulesCommonRuleSet</c>.</param>
/// <param name="Limit">Rate: requests per <paramref name="Window"/> and address.</param>
/// <param name="ScopePathPrefix">Rate: counts only requests whose path starts so; null counts all.</param>
internal sealed record WafRule(
    string Name,
    string Kind,
    bool CountOnly,
    string? ManagedGroup = null,
    int Limit = 0,
    TimeSpan Window = default,
    string? ScopePathPrefix = null)
{
    /// <summary>Rules of the managed group whose action is overridden to count, for example <c>SizeRestrictions_BODY</c>.</summary>
    public IReadOnlyList<string> CountedRules { get; init; } = [];
}

internal sealed record UserPool
{
    public required string LogicalId { get; init; }

    public required string Id { get; init; }

    public required string Arn { get; init; }

    public IReadOnlyList<string> ClientIds { get; init; } = [];

    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>For example <c>https://cognito-idp.eu-central-1.amazonaws.com/POOL</c>.</summary>
    public required string Issuer { get; init; }
}
