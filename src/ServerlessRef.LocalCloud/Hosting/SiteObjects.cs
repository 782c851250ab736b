using System.Text;
using ServerlessRef.LocalCloud.DevConsole;
using ServerlessRef.LocalCloud.Edge;

namespace ServerlessRef.LocalCloud.Hosting;

/// <summary>Objects of the buckets, but for the one file that tells the page how organisers sign in: there is no managed login on a laptop.</summary>
internal sealed class SiteObjects(IObjectOrigin buckets) : IObjectOrigin
{
    private const string ConfigKey = "config.json";

    public async Task<OriginObject?> GetAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        var found = await buckets.GetAsync(bucket, key, cancellationToken);
        return key == ConfigKey && found is not null
            ? found with { Body = Encoding.UTF8.GetBytes(LocalConsole.PageConfig), ETag = "\"local\"" }
            : found;
    }
}
