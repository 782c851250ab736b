using System.Globalization;
using System.Net;
using System.Xml.Linq;

namespace ServerlessRef.LocalCloud.Engines;

/// <summary>The host's own calls to the object engine (distribution origins, bucket deployments); they bypass the front, its permissions and its log.</summary>
internal sealed class S3EngineClient(HttpClient http, Uri endpoint)
{
    private static readonly string[] MetadataHeaders = ["cache-control", "content-disposition", "content-encoding", "content-language"];

    /// <returns>Null when there is no such object, or no such bucket.</returns>
    public async Task<S3Object?> GetAsync(string bucket, string key, CancellationToken ct)
    {
        using var request = Request(HttpMethod.Get, bucket, key);
        using var response = await http.SendAsync(request, ct);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        var body = await ReadAsync(response, ct);
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value), StringComparer.Ordinal);
        return new S3Object(
            body,
            headers.GetValueOrDefault("content-type", "application/octet-stream"),
            headers.GetValueOrDefault("etag", ""),
            response.Content.Headers.LastModified ?? DateTimeOffset.UnixEpoch,
            headers.GetValueOrDefault("cache-control"),
            headers.Where(header => MetadataHeaders.Contains(header.Key) || header.Key.StartsWith("x-amz-meta-", StringComparison.Ordinal))
                .ToDictionary(StringComparer.Ordinal));
    }

    /// <param name="headers">Metadata as in <see cref="S3Object.Headers"/>; null: none.</param>
    public async Task PutAsync(
        string bucket,
        string key,
        ReadOnlyMemory<byte> body,
        string contentType,
        IReadOnlyDictionary<string, string>? headers,
        CancellationToken ct)
    {
        using var request = Request(HttpMethod.Put, bucket, key);
        request.Content = new ReadOnlyMemoryContent(body);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await http.SendAsync(request, ct);
        await ReadAsync(response, ct);
    }

    public async Task DeleteAsync(string bucket, string key, CancellationToken ct)
    {
        using var request = Request(HttpMethod.Delete, bucket, key);
        using var response = await http.SendAsync(request, ct);
        await ReadAsync(response, ct);
    }

    /// <summary>Keys in order, all pages.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string bucket, string prefix, CancellationToken ct)
    {
        var keys = new List<string>();
        string? token = null;
        do
        {
            var query = $"?list-type=2&prefix={Uri.EscapeDataString(prefix)}" + (token is null ? "" : $"&continuation-token={Uri.EscapeDataString(token)}");
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(endpoint, $"/{bucket}{query}"));
            EngineHeaders.Sign(request, "s3");
            using var response = await http.SendAsync(request, ct);
            var page = XDocument.Parse(System.Text.Encoding.UTF8.GetString(await ReadAsync(response, ct)));
            keys.AddRange(page.Descendants().Where(element => element.Name.LocalName == "Key").Select(element => element.Value));
            token = page.Descendants().FirstOrDefault(element => element.Name.LocalName == "NextContinuationToken")?.Value;
        }
        while (token is not null);

        return keys;
    }

    /// <summary>An existing bucket stays as it is.</summary>
    public async Task CreateBucketAsync(string bucket, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(endpoint, $"/{bucket}"));
        EngineHeaders.Sign(request, "s3");
        using var response = await http.SendAsync(request, ct);
        if (response.StatusCode != HttpStatusCode.Conflict)
        {
            await ReadAsync(response, ct);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var body = await response.Content.ReadAsByteArrayAsync(ct);
        return response.IsSuccessStatusCode
            ? body
            : throw new AwsError(
                "InternalError",
                (int)response.StatusCode,
                string.Create(CultureInfo.InvariantCulture, $"The object engine answered {(int)response.StatusCode} to {response.RequestMessage!.Method} {response.RequestMessage.RequestUri!.AbsolutePath}: {System.Text.Encoding.UTF8.GetString(body)}"));
    }

    private HttpRequestMessage Request(HttpMethod method, string bucket, string key)
    {
        var path = string.Join('/', key.Split('/').Select(Uri.EscapeDataString));
        var request = new HttpRequestMessage(method, new Uri(endpoint, $"/{bucket}/{path}"));
        EngineHeaders.Sign(request, "s3");
        return request;
    }
}
