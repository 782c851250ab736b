using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>CloudFront's own response headers policies, by their published ids.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html.</remarks>
internal static class ManagedResponseHeadersPolicies
{
    private static readonly ResponseHeader AnyOrigin = new("access-control-allow-origin", "*", false);

    private static readonly ResponseHeader[] Security =
    [
        new("referrer-policy", "strict-origin-when-cross-origin", false),
        new("strict-transport-security", "max-age=31536000", false),
        new("x-content-type-options", "nosniff", true),
        new("x-frame-options", "SAMEORIGIN", false),
        new("x-xss-protection", "1; mode=block", false),
    ];

    public static readonly IReadOnlyDictionary<string, ResponseHeadersPolicy> ById = new Dictionary<string, ResponseHeadersPolicy>(StringComparer.OrdinalIgnoreCase)
    {
        // SecurityHeadersPolicy
        ["67f7725c-6f97-4210-82d7-5512b31e9d03"] = new(Security, []),

        // SimpleCORS
        ["60669652-455b-4ae9-85a4-c4c02393f86c"] = new([AnyOrigin], []),

        // CORS-and-SecurityHeadersPolicy
        ["e61eb60c-9c35-4d20-a928-2b84e02af89c"] = new([AnyOrigin, .. Security], []),
    };
}
