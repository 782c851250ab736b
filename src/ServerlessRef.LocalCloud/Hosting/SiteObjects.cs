using System.Text;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.DevConsole;
using ServerlessRef.LocalCloud.Edge;

namespace ServerlessRef.LocalCloud.Hosting;

/// <summary>
/// Objects of the buckets, but for the one file that tells the page how organisers sign in: there is no managed login on a laptop. Which parts
/// the service has is left as the template says.
/// </summary>
internal sealed class SiteObjects(IObjectOrigin buckets) : IObjectOrigin
{
    private const string ConfigKey = "config.json";

    private const string Features = "features";

    public async Task<OriginObject?> GetAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        var found = await buckets.GetAsync(bucket, key, cancellationToken);
        return key == ConfigKey && found is not null
            ? found with { Body = Localized(found.Body), ETag = $"\"local-{found.ETag?.Trim('"')}\"" }
            : found;
    }

    private static byte[] Localized(ReadOnlyMemory<byte> deployed)
    {
        var config = JsonNode.Parse(LocalConsole.PageConfig)!.AsObject();
        if (JsonNode.Parse(deployed.Span)?[Features] is { } features)
        {
            config[Features] = features.DeepClone();
        }

        return Encoding.UTF8.GetBytes(config.ToJsonString());
    }
}
