using System.Text.Json;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Template;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>CDK's custom resource that fills a bucket; performed by the local cloud instead of CDK's function.</summary>
internal sealed class BucketDeploymentResource : ResourceType
{
    public override string Type => "Custom::CDKBucketDeployment";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["ServiceToken", "SourceBucketNames", "SourceObjectKeys", "SourceMarkers", "SourceMarkersConfig", "DestinationBucketName", "DestinationBucketKeyPrefix", "SystemMetadata", "Exclude", "Include", "Prune"],
        Ignored =
        {
            ["DistributionId"] = "the edge cache is empty when the files are put",
            ["DistributionPaths"] = "the edge cache is empty when the files are put",
            ["WaitForDistributionInvalidation"] = "the edge cache is empty when the files are put",
            ["OutputObjectKeys"] = "nothing reads them",
            ["RetainOnDelete"] = Reasons.Protection,
        },
    };

    public override string? GetAtt(Resource resource, string attribute) => attribute switch
    {
        "DestinationBucketArn" => $"arn:aws:s3:::{resource.Text("DestinationBucketName")}",
        _ => null,
    };

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        var markers = properties.Objects("SourceMarkers");
        var configs = properties.Objects("SourceMarkersConfig");
        var sources = new List<DeploymentSource>();
        var keys = properties.Texts("SourceObjectKeys");
        for (var i = 0; i < keys.Count; i++)
        {
            try
            {
                var isJson = configs.ElementAtOrDefault(i)?.Flag("jsonEscape") ?? false;
                sources.Add(new DeploymentSource(resource.Stack.Assets.Find(keys[i]), Markers(markers.ElementAtOrDefault(i), isJson)));
            }
            catch (TemplateException e)
            {
                properties.Problem("SourceObjectKeys", e.Message);
            }
        }

        cloud.BucketDeployments.Add((resource, new BucketDeployment
        {
            BucketName = properties.Required("DestinationBucketName"),
            KeyPrefix = properties.Text("DestinationBucketKeyPrefix") ?? "",
            Sources = sources,
            SystemMetadata = properties.Map("SystemMetadata"),
            Exclude = properties.Texts("Exclude"),
            Include = properties.Texts("Include"),
            Prune = properties.Flag("Prune") ?? true,
        }));
    }

    private static Dictionary<string, string> Markers(PropertyReader? markers, bool isJson)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var marker in markers?.Node ?? [])
        {
            var value = marker.Value?.ToString() ?? "";

            // The marker stands inside a JSON text: its value is escaped, and the quotes are already there.
            values[marker.Key] = isJson ? JsonSerializer.Serialize(value)[1..^1] : value;
        }

        return values;
    }
}
