using Amazon.CDK;
using Amazon.CDK.AWS.CloudFront;
using Constructs;

namespace ServerlessRef.Infrastructure.Site;

/// <summary>Security headers of every response.</summary>
internal sealed class SiteHeaders : Construct
{
    public SiteHeaders(Construct scope, string id, SiteHeadersProps props)
        : base(scope, id)
    {
        Policy = CreatePolicy(props);
    }

    public ResponseHeadersPolicy Policy { get; }

    private ResponseHeadersPolicy CreatePolicy(SiteHeadersProps props) => new(this, "Policy", new ResponseHeadersPolicyProps
    {
        Comment = "Security headers of page and API",
        SecurityHeadersBehavior = new ResponseSecurityHeadersBehavior
        {
            StrictTransportSecurity = new ResponseHeadersStrictTransportSecurity
            {
                // Two years, what preload lists ask for; subdomains are left to the domain's owner.
                AccessControlMaxAge = Duration.Days(730),
                IncludeSubdomains = false,
                Override = true,
            },
            ContentSecurityPolicy = new ResponseHeadersContentSecurityPolicy
            {
                ContentSecurityPolicy = ContentSecurityPolicy(props.LoginDomain),
                Override = true,
            },
            ContentTypeOptions = new ResponseHeadersContentTypeOptions { Override = true },
            FrameOptions = new ResponseHeadersFrameOptions { FrameOption = HeadersFrameOption.DENY, Override = true },
            ReferrerPolicy = new ResponseHeadersReferrerPolicy { ReferrerPolicy = HeadersReferrerPolicy.NO_REFERRER, Override = true },
        },
        CustomHeadersBehavior = new ResponseCustomHeadersBehavior
        {
            CustomHeaders =
            [
                new ResponseCustomHeader { Header = "Permissions-Policy", Value = "camera=(), geolocation=(), microphone=(), payment=(), usb=()", Override = true },
                new ResponseCustomHeader { Header = "Cross-Origin-Opener-Policy", Value = "same-origin", Override = true },
            ],
        },
    });

    private static string ContentSecurityPolicy(string loginDomain) => string.Join("; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        $"connect-src 'self' https://{loginDomain}",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'");
}
