namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>Response headers a function cannot set through API Gateway: dropped, or renamed. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html</summary>
internal static class RemappedHeaders
{
    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase) { "Transfer-Encoding", "Connection", "Content-Length", "Keep-Alive", "Upgrade", "TE", "Trailer" };

    private static readonly HashSet<string> Renamed = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Authorization", "Date", "Expect", "Host", "Max-Forwards", "Proxy-Authenticate", "Server", "User-Agent", "WWW-Authenticate",
    };

    public static HeaderFields Apply(HeaderFields headers) => new(headers
        .Where(field => !Dropped.Contains(field.Key))
        .Select(field => Renamed.Contains(field.Key) ? new($"x-amzn-Remapped-{field.Key}", field.Value) : field));
}
