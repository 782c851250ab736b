using System.Text;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Edge;

/// <summary>What makes two requests the same object: path, and what the cache policy names. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-the-cache-key.html</summary>
internal static class CacheKey
{
    public static string Of(Behavior behavior, EdgeRequest request, string path, string encoding)
    {
        // Parts are separated by a character no header, path or query can carry.
        var key = new StringBuilder(behavior.OriginId).Append('\n').Append(path)
            .Append('\n').Append(Selection.Query(request.Query, behavior.CachePolicy.QueryStrings))
            .Append('\n').Append(Selection.Cookies(request.Headers.Joined("Cookie"), behavior.CachePolicy.Cookies))
            .Append('\n').Append(encoding)
            .Append('\n').Append(request.Method == "OPTIONS" ? "OPTIONS" : "GET");
        foreach (var name in behavior.CachePolicy.Headers.Names.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal))
        {
            key.Append('\n').Append(name).Append('=').Append(request.Headers.Joined(name));
        }

        return key.ToString();
    }
}
