using System.Text.Json;
using ServerlessRef.LocalCloud.Model;
using Route = ServerlessRef.LocalCloud.Model.Route;

namespace ServerlessRef.LocalCloud.Tests.Edge;

/// <summary>A distribution in front of a bucket and of a REST API, as the loader would read it.</summary>
internal static class SampleCloud
{
    public const string ApiKey = "key-only-cloudfront-sends";
    public const string DistributionArn = "arn:aws:cloudfront::000000000000:distribution/E1";
    public const string EventModel = """
        {"$schema":"http://json-schema.org/draft-04/schema#","type":"object","required":["title","capacity"],"additionalProperties":false,
         "properties":{"title":{"type":"string","minLength":1,"maxLength":5},"capacity":{"type":"integer","minimum":1,"maximum":100}}}
        """;

    public static readonly CachePolicy Uncached = new(default, default, default, ItemSelection.None, ItemSelection.None, ItemSelection.None);

    public static readonly CachePolicy OneSecond = new(default, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), ItemSelection.None, ItemSelection.None, ItemSelection.None);

    public static readonly CachePolicy Optimized = new(TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), TimeSpan.FromDays(365), ItemSelection.None, ItemSelection.None, ItemSelection.None) { AcceptsGzip = true, AcceptsBrotli = true };

    public static readonly UserPool Pool = new() { LogicalId = "Pool", Id = "eu-central-1_pool", Arn = "arn:aws:cognito-idp:eu-central-1:000000000000:userpool/eu-central-1_pool", ClientIds = ["client-1"], Issuer = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_pool" };

    private static readonly string[] AllMethods = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"];

    private static readonly OriginRequestPolicy AllButHost = new(new ItemSelection(SelectionMode.AllExcept, ["host"]), ItemSelection.All, ItemSelection.All);

    public static Cloud Create() => new()
    {
        Region = "eu-central-1",
        Buckets = [Site(Allow("s3:GetObject", $"{{\"StringEquals\":{{\"AWS:SourceArn\":\"{DistributionArn}\"}}}}"))],
        RestApis = [Api()],
        Distributions = [Distribution()],
        UserPools = [Pool],
    };

    public static Bucket Site(params PolicyStatement[] policy) => new() { LogicalId = "Site", Name = "site", Arn = "arn:aws:s3:::site", Policy = policy };

    public static PolicyStatement Allow(string action, string? condition) => new()
    {
        IsAllow = true,
        Actions = [action],
        Resources = action == "s3:ListBucket" ? ["arn:aws:s3:::site"] : ["arn:aws:s3:::site/*"],
        Principals = ["cloudfront.amazonaws.com"],
        Condition = condition is null ? null : Json(condition),
        Source = "SitePolicy[0]",
    };

    public static Distribution Distribution() => new()
    {
        LogicalId = "Edge",
        Id = "E1",
        Arn = DistributionArn,
        DomainName = "d1.cloudfront.net",
        DefaultRootObject = "index.html",
        Origins =
        [
            new Origin { Id = "site", BucketName = "site", SignsRequests = true },
            new Origin { Id = "api", RestApiId = "api1", OriginPath = "/prod", CustomHeaders = new Dictionary<string, string> { ["x-api-key"] = ApiKey } },
        ],
        Behaviors =
        [
            new Behavior { PathPattern = "/v1/events/*/*", OriginId = "api", AllowedMethods = AllMethods, CachePolicy = Uncached, OriginRequestPolicy = AllButHost },
            new Behavior { PathPattern = "/v1/events/*", OriginId = "api", AllowedMethods = ["GET", "HEAD"], CachePolicy = OneSecond, Compress = true },
            new Behavior { PathPattern = "/v1/*", OriginId = "api", AllowedMethods = AllMethods, CachePolicy = Uncached, OriginRequestPolicy = AllButHost },
            new Behavior
            {
                PathPattern = "*",
                OriginId = "site",
                AllowedMethods = ["GET", "HEAD"],
                CachePolicy = Optimized,
                Compress = true,
                ResponseHeadersPolicy = new([new("X-Frame-Options", "DENY", true), new("Content-Type", "never/used", false)], ["Server"]),
            },
        ],
    };

    public static RestApi Api() => new()
    {
        Id = "api1",
        StageName = "prod",
        Authorizers = [new Authorizer { LogicalId = "Organisers", UserPoolArns = [Pool.Arn] }],
        UsagePlans = [new UsagePlan([ApiKey], null)],
        GatewayResponses =
        [
            new GatewayResponse("MISSING_AUTHENTICATION_TOKEN", 404, new Dictionary<string, string> { ["Content-Type"] = "application/problem+json", ["Cache-Control"] = "no-store" }, new Dictionary<string, string> { ["application/json"] = """{"type":"/problems/not-found","instance":"$context.requestId"}""" }),
            new GatewayResponse("BAD_REQUEST_BODY", null, new Dictionary<string, string>(), new Dictionary<string, string> { ["application/json"] = """{"type":"/problems/invalid-body","detail":"$context.error.validationErrorString"}""" }),
        ],
        Routes =
        [
            Open("GET", "/v1/events"),
            Open("GET", "/v1/events/{eventId}"),
            Open("GET", "/v1/events/upcoming"),
            Open("POST", "/v1/events/{eventId}/registrations") with
            {
                ValidateParameters = true,
                RequestParameters = new Dictionary<string, bool> { ["method.request.header.Idempotency-Key"] = true, ["method.request.path.eventId"] = true },
            },
            Open("POST", "/v1/events") with
            {
                AuthorizerId = "Organisers",
                ValidateBody = true,
                RequestModels = new Dictionary<string, JsonElement> { ["application/json"] = Json(EventModel) },
            },
            Open("POST", "/v1/open") with { ValidateBody = true, RequestModels = new Dictionary<string, JsonElement> { ["application/json"] = Json(EventModel) } },
            Open("POST", "/v1/any"),
            Open("GET", "/v1/throttled") with { Throttle = new Throttle(1, 2) },
        ],
    };

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement.Clone();

    private static Route Open(string method, string path) => new() { LogicalId = $"{method}{path}", Method = method, Path = path, FunctionArn = "arn:aws:lambda:eu-central-1:000000000000:function:Api:live", ApiKeyRequired = true };
}
