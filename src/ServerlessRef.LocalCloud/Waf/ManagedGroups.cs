using ServerlessRef.LocalCloud.Waf.Rules;

namespace ServerlessRef.LocalCloud.Waf;

/// <summary>
/// AWS's managed groups to the extent their documentation describes them; AWS does not publish the patterns, so a match here is a hint, a pass is no promise.
/// https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
/// </summary>
internal static class ManagedGroups
{
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<IManagedRule>> ByName = new Dictionary<string, IReadOnlyList<IManagedRule>>(StringComparer.Ordinal)
    {
        ["AWSManagedRulesCommonRuleSet"] =
        [
            new NoUserAgentHeader(),
            new UserAgentBadBots(),
            new SizeRestrictionsQueryString(),
            new SizeRestrictionsCookieHeader(),
            new SizeRestrictionsBody(),
            new SizeRestrictionsUriPath(),
            new Ec2MetadataSsrf(),
            new GenericLfi(),
            new GenericRfi(),
            new RestrictedExtensions(),
            new CrossSiteScripting(),
        ],

        // Its rule Host_localhost_HEADER is left out: on the laptop every request has such a Host.
        ["AWSManagedRulesKnownBadInputsRuleSet"] =
        [
            new JavaDeserialization(),
            new PropfindMethod(),
            new ExploitablePaths(),
            new Log4jRce(),
        ],

        // Needs Amazon's list of addresses, which is not public: everybody passes.
        ["AWSManagedRulesAmazonIpReputationList"] = [],
    };
}
