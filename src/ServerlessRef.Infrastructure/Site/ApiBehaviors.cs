using Amazon.CDK;
using Amazon.CDK.AWS.CloudFront;
using Amazon.CDK.AWS.CloudFront.Origins;
using Constructs;

namespace ServerlessRef.Infrastructure.Site;

/// <summary>How CloudFront treats the API's paths; the order keeps everything private out of the cache.</summary>
internal sealed class ApiBehaviors : Construct
{
    public ApiBehaviors(Construct scope, string id, ApiBehaviorsProps props)
        : base(scope, id)
    {
        var origin = CreateOrigin(props);
        var uncached = Uncached(origin, props);
        InOrder = new Dictionary<string, IBehaviorOptions>
        {
            // Registrations, attendees, jobs of one event: before the pattern below, which would match them too.
            ["/v1/events/*/*"] = uncached,
            ["/v1/events/*"] = OneSecond(origin, props),
            ["/v1/*"] = uncached,
        };
    }

    public Dictionary<string, IBehaviorOptions> InOrder { get; }

    private static RestApiOrigin CreateOrigin(ApiBehaviorsProps props) => new(props.Api, new RestApiOriginProps
    {
        CustomHeaders = new Dictionary<string, string> { ["x-api-key"] = props.OriginKey.Value },
        // One second more than the gateway gives its integration, so that its 504 is the one the client sees.
        ReadTimeout = Duration.Seconds(30),
    });

    private static BehaviorOptions Uncached(RestApiOrigin origin, ApiBehaviorsProps props) => new()
    {
        Origin = origin,
        // All: a method the API does not know is refused by the API, with a problem.
        AllowedMethods = AllowedMethods.ALLOW_ALL,
        ViewerProtocolPolicy = ViewerProtocolPolicy.HTTPS_ONLY,
        CachePolicy = CachePolicy.CACHING_DISABLED,
        // The gateway finds its API by Host, so the viewer's must not reach it.
        OriginRequestPolicy = OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        ResponseHeadersPolicy = props.Headers,
        Compress = true,
    };

    /// <summary>One event for everyone: in an opening minute the function sees one request a second and edge location.</summary>
    private BehaviorOptions OneSecond(RestApiOrigin origin, ApiBehaviorsProps props) => new()
    {
        Origin = origin,
        AllowedMethods = AllowedMethods.ALLOW_ALL,
        ViewerProtocolPolicy = ViewerProtocolPolicy.HTTPS_ONLY,
        CachePolicy = new CachePolicy(this, "OneSecond", new CachePolicyProps
        {
            Comment = "One answer for all viewers, for a second",
            MinTtl = Duration.Seconds(0),
            DefaultTtl = Duration.Seconds(1),
            MaxTtl = Duration.Seconds(1),
            HeaderBehavior = CacheHeaderBehavior.None(),
            CookieBehavior = CacheCookieBehavior.None(),
            QueryStringBehavior = CacheQueryStringBehavior.None(),
            EnableAcceptEncodingGzip = true,
            EnableAcceptEncodingBrotli = true,
        }),
        // No origin request policy: neither Authorization nor cookies are forwarded.
        ResponseHeadersPolicy = props.Headers,
        Compress = true,
    };
}
