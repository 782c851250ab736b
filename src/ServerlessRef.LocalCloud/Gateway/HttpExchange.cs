using Microsoft.AspNetCore.Http.Features;

namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>Between ASP.NET Core and whole requests and answers.</summary>
internal static class HttpExchange
{
    /// <summary>The largest body API Gateway takes, in bytes (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html).</summary>
    public const int MaxBodyBytes = 10 * 1024 * 1024;

    /// <summary>The body; null when it is larger than <see cref="MaxBodyBytes"/>.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpContext http)
    {
        if (http.Request.ContentLength > MaxBodyBytes)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (await http.Request.Body.ReadAsync(chunk, http.RequestAborted) is var read and > 0)
        {
            if (buffer.Length + read > MaxBodyBytes)
            {
                return null;
            }

            await buffer.WriteAsync(chunk.AsMemory(0, read));
        }

        return buffer.ToArray();
    }

    public static HeaderFields Headers(HttpContext http)
    {
        var fields = new HeaderFields();
        foreach (var (name, values) in http.Request.Headers)
        {
            foreach (var value in values)
            {
                fields.Add(name, value ?? "");
            }
        }

        return fields;
    }

    /// <summary>Path and query as sent, undecoded: decoding twice is how traversal gets in.</summary>
    public static (string Path, string Query) Target(HttpContext http)
    {
        var raw = http.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } target ? target : http.Request.Path.ToUriComponent() + http.Request.QueryString;
        if (raw.Contains("://", StringComparison.Ordinal) && raw[0] != '/' && Uri.TryCreate(raw, UriKind.Absolute, out var absolute))
        {
            raw = absolute.PathAndQuery;
        }

        var question = raw.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = question < 0 ? (raw, "") : (raw[..question], raw[(question + 1)..]);
        return (path.StartsWith('/') ? path : "/" + path, query);
    }

    public static async Task WriteAsync(HttpContext http, HttpAnswer answer)
    {
        http.Response.StatusCode = answer.StatusCode;
        foreach (var (name, value) in answer.Headers)
        {
            http.Response.Headers.Append(name, value);
        }

        if (answer.StatusCode is 204 or 304 or < 200)
        {
            return;
        }

        http.Response.ContentLength ??= answer.Body.Length;
        if (!HttpMethods.IsHead(http.Request.Method) && !answer.Body.IsEmpty)
        {
            await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
        }
    }
}
