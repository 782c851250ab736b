using System.Globalization;
using ServerlessRef.LocalCloud.Gateway;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Edge;

/// <summary>Which headers reach the origin: what the cache policy and the origin request policy take, what CloudFront always sends, what the origin is configured with. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-origin-requests.html</summary>
internal static class OriginHeaders
{
    /// <summary>CloudFront's own, which a policy can ask for; a viewer cannot forge them.</summary>
    private static readonly Dictionary<string, Func<EdgeRequest, string>> Generated = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CloudFront-Viewer-Address"] = request => request.ViewerIp.Contains(':', StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"[{request.ViewerIp}]:{request.ViewerPort}")
            : string.Create(CultureInfo.InvariantCulture, $"{request.ViewerIp}:{request.ViewerPort}"),
        ["CloudFront-Forwarded-Proto"] = _ => "https",
        ["CloudFront-Viewer-Http-Version"] = _ => "1.1",
    };

    private static readonly HashSet<string> NeverForwarded = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Expect",
        "Content-Length", "Content-Type", "Cookie", "Host", "Via", "X-Amz-Cf-Id", "X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "Accept-Encoding",
    };

    /// <summary>CloudFront headers a policy asks for that are not made here.</summary>
    public static IEnumerable<string> Problems(Behavior behavior) =>
        Selections(behavior)
            .Where(selection => selection.Mode is SelectionMode.Only or SelectionMode.All)
            .SelectMany(selection => selection.Names)
            .Where(name => name.StartsWith("CloudFront-", StringComparison.OrdinalIgnoreCase) && !Generated.ContainsKey(name))
            .Select(name => $"Behaviour {behavior.PathPattern} forwards the header {name}, which the local CloudFront does not make; it makes {string.Join(", ", Generated.Keys)}.");

    /// <param name="stale">An expired object to revalidate.</param>
    public static HeaderFields Build(EdgeRequest request, Behavior behavior, Origin origin, CacheEntry? stale, bool cacheable)
    {
        var selections = Selections(behavior).ToList();
        var headers = new HeaderFields();
        foreach (var (name, value) in request.Headers)
        {
            var own = name.StartsWith("CloudFront-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("X-Edge-", StringComparison.OrdinalIgnoreCase);
            var conditional = cacheable && name.ToUpperInvariant() is "IF-NONE-MATCH" or "IF-MODIFIED-SINCE" or "IF-MATCH" or "IF-UNMODIFIED-SINCE" or "IF-RANGE" or "RANGE";
            if (!own && !conditional && !NeverForwarded.Contains(name) && Taken(name))
            {
                headers.Add(name, value);
            }
        }

        foreach (var (name, make) in Generated.Where(generated => selections.Exists(selection => selection.Mode is SelectionMode.Only or SelectionMode.All && selection.Names.Contains(generated.Key, StringComparer.OrdinalIgnoreCase))))
        {
            headers.Set(name, make(request));
        }

        AddAlways(headers, request, behavior, stale);

        // AllViewer alone forwards the viewer's Host; all others let the origin see its own name.
        if (behavior.OriginRequestPolicy?.Headers is { Mode: SelectionMode.All } or { Mode: SelectionMode.Only } && Taken("Host") && request.Headers["Host"] is { } host)
        {
            headers.Set("Host", host);
        }

        foreach (var (name, value) in origin.CustomHeaders)
        {
            headers.Set(name, value);
        }

        return headers;

        bool Taken(string name) => selections.Exists(selection => selection.Takes(name, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<ItemSelection> Selections(Behavior behavior) =>
        behavior.OriginRequestPolicy is { } policy ? [behavior.CachePolicy.Headers, policy.Headers] : [behavior.CachePolicy.Headers];

    private static void AddAlways(HeaderFields headers, EdgeRequest request, Behavior behavior, CacheEntry? stale)
    {
        if (!headers.Contains("User-Agent"))
        {
            headers.Set("User-Agent", "Amazon CloudFront");
        }

        if (request.Headers["Content-Type"] is { } contentType)
        {
            headers.Set("Content-Type", contentType);
        }

        var cookies = Selection.Cookies(request.Headers.Joined("Cookie"), behavior.CachePolicy.Cookies, behavior.OriginRequestPolicy?.Cookies);
        if (cookies.Length > 0)
        {
            headers.Set("Cookie", cookies);
        }

        headers.Set("Via", "1.1 local.cloudfront.net (CloudFront)");
        headers.Set("X-Amz-Cf-Id", request.Id);
        var forwarded = request.Headers.Joined("X-Forwarded-For");
        headers.Set("X-Forwarded-For", forwarded.Length == 0 ? request.ViewerIp : $"{forwarded}, {request.ViewerIp}");
        if (stale?.Answer.Headers["ETag"] is { } tag)
        {
            headers.Set("If-None-Match", tag);
        }

        if (stale?.Answer.Headers["Last-Modified"] is { } modified)
        {
            headers.Set("If-Modified-Since", modified);
        }
    }
}
