namespace ServerlessRef.LocalCloud.Template;

/// <summary>Templates write <c>https://</c> before a distribution's domain name; on the laptop that name is the site's authority, served without TLS.</summary>
internal static class SiteLinks
{
    public static string Rewrite(string text, Uri site)
    {
        var written = $"https://{site.Authority}";
        return site.Scheme == Uri.UriSchemeHttp && text.Contains(written, StringComparison.Ordinal)
            ? text.Replace(written, $"http://{site.Authority}", StringComparison.Ordinal)
            : text;
    }
}
