using System.Net.Http.Headers;

namespace ServerlessRef.LocalCloud.Aws;

/// <summary>The front's connections to the engines.</summary>
internal sealed class EngineGateway : IDisposable
{
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length", "Upgrade", "Host", "Expect", "Date", "Server",
    };

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    });

    /// <summary>A JSON protocol call; the engines look at a few headers only.</summary>
    public Task<AwsResponse> PostAsync(Uri engine, string target, string authorization, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, engine) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", "20000101T000000Z");
        return SendAsync(request, ct);
    }

    /// <summary>A call passed on as it came, to another address.</summary>
    /// <param name="drop">Names of headers that stay behind.</param>
    public Task<AwsResponse> ForwardAsync(HttpRequest original, Uri target, ReadOnlyMemory<byte> body, IReadOnlyCollection<string> drop, CancellationToken ct)
    {
        var request = new HttpRequestMessage(new HttpMethod(original.Method), target);
        if (!HttpMethods.IsGet(original.Method) && !HttpMethods.IsHead(original.Method))
        {
            request.Content = new ReadOnlyMemoryContent(body);
        }

        foreach (var (name, values) in original.Headers)
        {
            if (!HopByHop.Contains(name) && !drop.Contains(name, StringComparer.OrdinalIgnoreCase) && !request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return SendAsync(request, ct);
    }

    /// <summary>Writes an object.</summary>
    public Task<AwsResponse> PutAsync(Uri target, ReadOnlyMemory<byte> body, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, target) { Content = new ReadOnlyMemoryContent(body) };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return SendAsync(request, CancellationToken.None);
    }

    public Task<AwsResponse> HeadAsync(Uri target) => SendAsync(new HttpRequestMessage(HttpMethod.Head, target), CancellationToken.None);

    public void Dispose() => _http.Dispose();

    private async Task<AwsResponse> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request, ct);
            var body = await response.Content.ReadAsByteArrayAsync(ct);
            var headers = new List<KeyValuePair<string, string>>();
            foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
            {
                // A length is kept for HEAD alone, whose body is not there to tell it.
                if (!HopByHop.Contains(name) || (name == "Content-Length" && request.Method == HttpMethod.Head))
                {
                    headers.Add(new KeyValuePair<string, string>(name, string.Join(", ", values)));
                }
            }

            return new AwsResponse((int)response.StatusCode, headers, body);
        }
    }
}
