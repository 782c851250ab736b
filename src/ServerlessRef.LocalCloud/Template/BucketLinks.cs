using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.Template;

/// <summary>Templates write a bucket's regional address where pages reach it; on the laptop buckets answer at the front, path style.</summary>
internal static partial class BucketLinks
{
    public static string Rewrite(string text, Uri front) => text.Contains(".amazonaws.com", StringComparison.Ordinal)
        ? Address().Replace(text, match => $"{front.GetLeftPart(UriPartial.Authority)}/{match.Groups["bucket"].Value}")
        : text;

    [GeneratedRegex(@"https://(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\.s3\.[a-z0-9-]+\.amazonaws\.com")]
    private static partial Regex Address();
}
