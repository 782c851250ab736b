namespace ServerlessRef.LocalCloud.Edge;

/// <summary>Path patterns of behaviours: <c>*</c> is any number of characters, <c>?</c> exactly one, case counts. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern</summary>
internal static class PathPattern
{
    public static bool Matches(string pattern, string path)
    {
        // A pattern may be written without its leading slash.
        var wanted = pattern.StartsWith('/') || pattern.StartsWith('*') ? pattern : "/" + pattern;
        return Wildcard(wanted, path);
    }

    /// <summary>Linear with one step back per star, so that a hostile path costs no more than its length times the pattern's.</summary>
    public static bool Wildcard(string pattern, string text)
    {
        var (at, read, star, resume) = (0, 0, -1, 0);
        while (read < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, resume) = (at++, read);
            }
            else if (at < pattern.Length && (pattern[at] == '?' || pattern[at] == text[read]))
            {
                (at, read) = (at + 1, read + 1);
            }
            else if (star >= 0)
            {
                (at, read) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(at).TrimStart('*').IsEmpty;
    }

    /// <summary>
    /// What patterns are compared with: RFC 3986 normalisation (dot segments, repeated slashes, needless escapes).
    /// CloudFront still sends the raw path to the origin, so that nothing reaches another behaviour's origin by disguise.
    /// </summary>
    public static string Normalize(string rawPath)
    {
        var kept = new List<string>();
        var segments = rawPath.Split('/').Select(Unescape).ToList();
        foreach (var segment in segments)
        {
            if (segment == "..")
            {
                kept.RemoveRange(Math.Max(0, kept.Count - 1), Math.Min(1, kept.Count));
            }
            else if (segment is not ("" or "."))
            {
                kept.Add(segment);
            }
        }

        var trailing = segments[^1] is "" or "." or ".." && kept.Count > 0 ? "/" : "";
        return "/" + string.Join('/', kept) + trailing;
    }

    // An escaped slash stays one: it is data of a segment.
    private static string Unescape(string segment) =>
        string.Join("%2F", segment.Split("%2F").SelectMany(part => part.Split("%2f")).Select(Uri.UnescapeDataString));
}
