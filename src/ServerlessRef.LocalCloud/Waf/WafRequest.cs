using System.Net;
using System.Text;
using ServerlessRef.LocalCloud.Gateway;

namespace ServerlessRef.LocalCloud.Waf;

/// <summary>What AWS WAF sees of a request. Of a body CloudFront hands it the first 16 KB by default; a size rule counts all of it.</summary>
internal sealed class WafRequest(string viewerIp, string method, string path, string query, HeaderFields headers, ReadOnlyMemory<byte>? body)
{
    private const int InspectedBodyBytes = 16 * 1024;

    private readonly Lazy<string> _path = new(() => Decode(path));
    private readonly Lazy<string> _query = new(() => Decode(query.Replace('+', ' ')));
    private readonly Lazy<string> _body = new(() => Decode(Encoding.UTF8.GetString((body ?? default).Span[..Math.Min(InspectedBodyBytes, body?.Length ?? 0)])));
    private readonly Lazy<string> _cookies = new(() => Decode(headers.Joined("Cookie")));

    public string ViewerIp => viewerIp;

    public string Method => method;

    public string RawPath => path;

    public string RawQuery => query;

    public HeaderFields Headers => headers;

    /// <summary>A body too large to be read counts as the largest there is.</summary>
    public int BodyBytes => body?.Length ?? int.MaxValue;

    public string Path => _path.Value;

    public string Query => _query.Value;

    public string Body => _body.Value;

    public string Cookies => _cookies.Value;

    /// <summary>URL_DECODE_UNI and HTML_ENTITY_DECODE, the transformations the managed groups use; twice, since attackers encode twice.</summary>
    private static string Decode(string text) => WebUtility.HtmlDecode(Uri.UnescapeDataString(Uri.UnescapeDataString(text)));
}
