using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>A cached answer goes to everyone who asks next.</summary>
internal sealed class CachedForMany : TemplateRule
{
    public override string Promise => "Nothing that depends on who asks is cached.";

    public override IEnumerable<Violation> Check(Template template) =>
        from policy in template.OfType("AWS::CloudFront::CachePolicy")
        let forwarded = policy.At("CachePolicyConfig", "ParametersInCacheKeyAndForwardedToOrigin")
        where Json.Text(Json.At(forwarded, "CookiesConfig", "CookieBehavior")) != "none"
            || Json.Strings(Json.At(forwarded, "HeadersConfig", "Headers")).Any(header => header.Equals("authorization", StringComparison.OrdinalIgnoreCase))
        select policy.Breaks("It forwards cookies or Authorization to answers that it caches.");
}
