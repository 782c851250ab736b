using Amazon.CDK;
using Amazon.CDK.AWS.CloudFront;
using Constructs;

namespace ServerlessRef.Infrastructure.Site;

/// <summary>Security headers of every response.</summary>
internal sealed class SiteHeaders : Construct
{
    private readonly List<string> _connections = ["'self'"];

    public SiteHeaders(Construct scope, string id, SiteHeadersProps props)
        : base(scope, id)
    {
        _connections.Add($"https://{props.LoginDomain}");
        Policy = CreatePolicy();
    }

    public ResponseHeadersPolicy Policy { get; }

    /// <summary>Lets the page's scripts talk to one place more.</summary>
    /// <param name="url">An origin, or an address that ends in a slash and stands for all below it.</param>
    public void AllowConnections(string url)
    {
        _connections.Add(url);
        ((CfnResponseHeadersPolicy)Policy.Node.DefaultChild!).AddPropertyOverride(
            "ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy", ContentSecurityPolicy());
    }

    private ResponseHeadersPolicy CreatePolicy() => new(this, "Policy", new ResponseHeadersPolicyProps
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
                ContentSecurityPolicy = ContentSecurityPolicy(),
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

    private string ContentSecurityPolicy() => string.Join("; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        $"connect-src {string.Join(' ', _connections)}",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'");
}
