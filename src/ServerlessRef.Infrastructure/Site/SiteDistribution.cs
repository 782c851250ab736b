using Amazon.CDK;
using Amazon.CDK.AWS.CloudFront;
using Amazon.CDK.AWS.CloudFront.Origins;
using Constructs;
using ServerlessRef.Infrastructure.Acceptances;

namespace ServerlessRef.Infrastructure.Site;

/// <summary>The one address of page and API.</summary>
internal sealed class SiteDistribution : Construct
{
    /// <summary>
    /// Statuses CloudFront would keep for ten seconds otherwise, even where nothing else is cached
    /// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html).
    /// </summary>
    private static readonly double[] ErrorStatuses = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

    public SiteDistribution(Construct scope, string id, SiteDistributionProps props)
        : base(scope, id)
    {
        Headers = new SiteHeaders(this, "Headers", new SiteHeadersProps { LoginDomain = props.LoginDomain });
        Distribution = CreateDistribution(props);
        Annotations.Of(Distribution).AcknowledgeWarning("@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk", "A default root object is set, and query strings do not reach the bucket");
        Url = $"https://{props.DomainName ?? Distribution.DistributionDomainName}";
        AcceptFindings(props);
    }

    public Distribution Distribution { get; }

    /// <summary>Of every response.</summary>
    public SiteHeaders Headers { get; }

    /// <summary>Without a slash at the end.</summary>
    public string Url { get; }

    private void AcceptFindings(SiteDistributionProps props)
    {
        Distribution.Accept("Events are for whoever wants to come; which countries are served is the deployer's to restrict", "AwsSolutions-CFR1");
        Distribution.Accept("It logs to the bucket of the edge stack, whose name comes from another region, which the rule cannot read", "cloudfront_access_logs_enabled_check");
        Distribution.Accept("A second origin would be a second region with its own table; the service is one region by design", "cloudfront_origin_failover_enabled_check");
        if (props.Certificate is null)
        {
            Distribution.Accept("Without a domain of its own the site has CloudFront's certificate, whose protocols CloudFront decides; with one it is TLS 1.2", "AwsSolutions-CFR4", "cloudfront_custom_ssl_certificate_check", "cloudfront_security_policy_check", "cloudfront_sni_enabled_check");
        }
        else
        {
            Distribution.Accept("Its certificate comes from the edge stack in another region, and the rule knows literal ARNs only", "cloudfront_custom_ssl_certificate_check", "cloudfront_sni_enabled_check");
        }
    }

    private Distribution CreateDistribution(SiteDistributionProps props)
    {
        var behaviors = new ApiBehaviors(this, "Api", new ApiBehaviorsProps
        {
            Api = props.Api,
            OriginKey = props.OriginKey,
            Headers = Headers.Policy,
        });

        return new Distribution(this, "Distribution", new DistributionProps
        {
            Comment = $"ServerlessRef {props.Stage.Name}",
            DefaultRootObject = "index.html",
            DefaultBehavior = SiteBehavior(props, Headers),
            AdditionalBehaviors = behaviors.InOrder,
            // No page is put in an error's place: that would replace the API's problems too. Only the keeping is switched off.
            ErrorResponses = [.. ErrorStatuses.Select(status => new ErrorResponse { HttpStatus = status, Ttl = Duration.Seconds(0) })],
            HttpVersion = HttpVersion.HTTP2_AND_3,
            PriceClass = PriceClass.PRICE_CLASS_100,
            WebAclId = props.WebAclArn,
            EnableLogging = true,
            LogBucket = props.AccessLogs,
            LogIncludesCookies = false,
            DomainNames = props.DomainName is null ? null : [props.DomainName],
            Certificate = props.Certificate,
            // Applies with a certificate of our own only; CloudFront's accepts what CloudFront decides.
            MinimumProtocolVersion = props.Certificate is null ? null : SecurityPolicyProtocol.TLS_V1_2_2021,
        });
    }

    /// <summary>LIST makes S3 say 404 for a file that is not there, where it would say 403; listing itself needs a query string, which is not forwarded.</summary>
    private static BehaviorOptions SiteBehavior(SiteDistributionProps props, SiteHeaders headers) => new()
    {
        Origin = S3BucketOrigin.WithOriginAccessControl(props.Site, new S3BucketOriginWithOACProps
        {
            OriginAccessLevels = [AccessLevel.READ, AccessLevel.LIST],
        }),
        AllowedMethods = AllowedMethods.ALLOW_GET_HEAD,
        ViewerProtocolPolicy = ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        CachePolicy = CachePolicy.CACHING_OPTIMIZED,
        ResponseHeadersPolicy = headers.Policy,
        Compress = true,
    };
}
