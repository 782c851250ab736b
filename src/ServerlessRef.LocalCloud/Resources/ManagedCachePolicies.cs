using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>CloudFront's own cache policies, by their published ids.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html.</remarks>
internal static class ManagedCachePolicies
{
    public static readonly CachePolicy Disabled = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, ItemSelection.None, ItemSelection.None, ItemSelection.None);

    private static readonly CachePolicy Optimized = new(TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), TimeSpan.FromDays(365), ItemSelection.None, ItemSelection.None, ItemSelection.None);

    private static readonly CachePolicy OriginHeaders = new(
        TimeSpan.Zero,
        TimeSpan.Zero,
        TimeSpan.FromDays(365),
        new ItemSelection(SelectionMode.Only, ["Host", "Origin", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"]),
        ItemSelection.All,
        ItemSelection.None)
    {
        AcceptsGzip = true,
        AcceptsBrotli = true,
    };

    public static readonly IReadOnlyDictionary<string, CachePolicy> ById = new Dictionary<string, CachePolicy>(StringComparer.OrdinalIgnoreCase)
    {
        // CachingDisabled
        ["4135ea2d-6df8-44a3-9df3-4b5a84be39ad"] = Disabled,

        // CachingOptimized
        ["658327ea-f89d-4fab-a63d-7e88639e58f6"] = Optimized with { AcceptsGzip = true, AcceptsBrotli = true },

        // CachingOptimizedForUncompressedObjects
        ["b2884449-e4de-46a7-ac36-70bc7f1ddd6d"] = Optimized,

        // UseOriginCacheControlHeaders
        ["83da9c7e-98b4-4e11-a168-04f0df8e2c65"] = OriginHeaders,

        // UseOriginCacheControlHeaders-QueryStrings
        ["4cc15a8a-d715-48a4-82b8-cc0b614638fe"] = OriginHeaders with { QueryStrings = ItemSelection.All },
    };
}
