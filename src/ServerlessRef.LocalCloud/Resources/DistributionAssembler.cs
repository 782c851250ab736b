using System.Globalization;
using System.Text.RegularExpressions;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>Makes distributions once buckets, APIs and policies are known: origins are told apart by their domain names.</summary>
internal static partial class DistributionAssembler
{
    private static readonly string[] GetAndHead = ["GET", "HEAD"];

    public static Distribution Assemble(Resource resource, PropertyReader config, CloudBuilder cloud)
    {
        var origins = config.Objects("Origins").Select(origin => ReadOrigin(origin, cloud)).ToList();
        var behaviors = config.Objects("CacheBehaviors").Select(b => ReadBehavior(b, b.Required("PathPattern"), origins, cloud)).ToList();
        if (config.Object("DefaultCacheBehavior") is { } last)
        {
            behaviors.Add(ReadBehavior(last, "*", origins, cloud));
        }
        else
        {
            config.Problem("DefaultCacheBehavior", "is required");
        }

        var webAcl = config.Text("WebACLId");
        if (webAcl is { Length: > 0 } && !cloud.WebAcls.Values.Any(acl => acl.Arn == webAcl))
        {
            config.Problem("WebACLId", $"no stack of the assembly defines the WebACL \"{webAcl}\"");
        }

        return new Distribution
        {
            LogicalId = resource.LogicalId,
            Id = resource.Ref(),
            Arn = resource.GetAtt("Arn"),
            DomainName = resource.GetAtt("DomainName"),
            DefaultRootObject = config.Text("DefaultRootObject") is { Length: > 0 } root ? root : null,
            WebAclArn = webAcl is { Length: > 0 } ? webAcl : null,
            Origins = origins,
            Behaviors = behaviors,
            ErrorPages = [.. config.Objects("CustomErrorResponses").Select(ReadErrorPage)],
        };
    }

    private static Origin ReadOrigin(PropertyReader origin, CloudBuilder cloud)
    {
        var domain = origin.Required("DomainName");
        var bucket = BucketDomain().Match(domain) is { Success: true } s3 ? s3.Groups["bucket"].Value : null;
        var api = ApiDomain().Match(domain) is { Success: true } execute ? execute.Groups["api"].Value : null;
        if ((bucket is null || cloud.Buckets.Values.All(b => b.Name != bucket)) && (api is null || cloud.RestApis.All(a => a.Id != api)))
        {
            origin.Problem("DomainName", $"\"{domain}\" is no bucket and no REST API of the assembly; other origins are not emulated");
        }

        var control = origin.Text("OriginAccessControlId");
        if (control is { Length: > 0 } && !cloud.OriginAccessControls.ContainsKey(control))
        {
            origin.Problem("OriginAccessControlId", $"no stack of the assembly defines the origin access control \"{control}\"");
        }

        return new Origin
        {
            Id = origin.Required("Id"),
            BucketName = bucket,
            RestApiId = api,
            SignsRequests = control is { Length: > 0 } && cloud.OriginAccessControls.GetValueOrDefault(control),
            OriginPath = origin.Text("OriginPath") ?? "",
            CustomHeaders = origin.Objects("OriginCustomHeaders").ToDictionary(h => h.Required("HeaderName"), h => h.Required("HeaderValue"), StringComparer.OrdinalIgnoreCase),
            ReadTimeout = TimeSpan.FromSeconds(origin.Number("CustomOriginConfig.OriginReadTimeout", 30, 1, 120)),
        };
    }

    private static Behavior ReadBehavior(PropertyReader behavior, string pattern, List<Origin> origins, CloudBuilder cloud)
    {
        var origin = behavior.Required("TargetOriginId");
        if (origins.All(o => o.Id != origin))
        {
            behavior.Problem("TargetOriginId", $"The specified origin \"{origin}\" does not exist");
        }

        return new Behavior
        {
            PathPattern = pattern,
            OriginId = origin,
            AllowedMethods = behavior.Texts("AllowedMethods") is { Count: > 0 } allowed ? allowed : GetAndHead,
            CachedMethods = behavior.Texts("CachedMethods") is { Count: > 0 } cached ? cached : GetAndHead,
            Compress = behavior.Flag("Compress") ?? false,
            CachePolicy = Find(behavior, "CachePolicyId", cloud.CachePolicies, ManagedCachePolicies.ById)
                ?? Missing(behavior),
            OriginRequestPolicy = Find(behavior, "OriginRequestPolicyId", cloud.OriginRequestPolicies, ManagedOriginRequestPolicies.ById),
            ResponseHeadersPolicy = Find(behavior, "ResponseHeadersPolicyId", cloud.ResponseHeadersPolicies, ManagedResponseHeadersPolicies.ById),
        };
    }

    private static CachePolicy Missing(PropertyReader behavior)
    {
        if (!behavior.Has("CachePolicyId"))
        {
            behavior.Problem("CachePolicyId", "is required");
        }

        return ManagedCachePolicies.Disabled;
    }

    private static T? Find<T>(PropertyReader behavior, string property, Dictionary<string, T> own, IReadOnlyDictionary<string, T> managed)
        where T : class
    {
        if (behavior.Text(property) is not { Length: > 0 } id)
        {
            return null;
        }

        if (own.TryGetValue(id, out var policy) || managed.TryGetValue(id, out policy))
        {
            return policy;
        }

        behavior.Problem(property, $"the policy \"{id}\" is not emulated; accepted: one of the assembly, or the managed {string.Join(", ", managed.Keys)}");
        return null;
    }

    private static ErrorPage ReadErrorPage(PropertyReader page) => new(
        page.Number("ErrorCode", 0, 400, 599),
        page.Number("ResponseCode") is > 0 and var code ? code : null,
        page.Text("ResponsePagePath") is { Length: > 0 } path ? path : null,
        TimeSpan.FromSeconds(double.Parse(page.Text("ErrorCachingMinTTL") ?? "10", CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"^(?<bucket>[a-z0-9.-]+?)\.s3(\.dualstack)?(\.[a-z0-9-]+)?\.amazonaws\.com$")]
    private static partial Regex BucketDomain();

    [GeneratedRegex(@"^(?<api>[a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com$")]
    private static partial Regex ApiDomain();
}
