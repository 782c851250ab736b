using System.Text.Json.Nodes;
using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>All behaviours of a distribution, the default one too.</summary>
internal static class Behaviors
{
    public static IEnumerable<JsonNode> Of(Resource distribution) =>
        distribution.List("DistributionConfig", "CacheBehaviors").Concat(distribution.List("DistributionConfig", "DefaultCacheBehavior"));
}
