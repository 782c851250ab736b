using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>CloudFront's own origin request policies, by their published ids.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html.</remarks>
internal static class ManagedOriginRequestPolicies
{
    public static readonly IReadOnlyDictionary<string, OriginRequestPolicy> ById = new Dictionary<string, OriginRequestPolicy>(StringComparer.OrdinalIgnoreCase)
    {
        // AllViewer
        ["216adef6-5c7f-47e4-b989-5492eafa07d3"] = new(ItemSelection.All, ItemSelection.All, ItemSelection.All),

        // AllViewerExceptHostHeader
        ["b689b0a8-53d0-40ab-baf2-68738e2966ac"] = new(new ItemSelection(SelectionMode.AllExcept, ["Host"]), ItemSelection.All, ItemSelection.All),

        // CORS-CustomOrigin
        ["59781a5b-3903-41f3-afcb-af62929ccde1"] = new(new ItemSelection(SelectionMode.Only, ["Origin"]), ItemSelection.None, ItemSelection.None),

        // CORS-S3Origin
        ["88a5eaf4-2fd4-4709-b370-b4c650ea3fcf"] = new(new ItemSelection(SelectionMode.Only, ["Origin", "Access-Control-Request-Headers", "Access-Control-Request-Method"]), ItemSelection.None, ItemSelection.None),
    };
}
