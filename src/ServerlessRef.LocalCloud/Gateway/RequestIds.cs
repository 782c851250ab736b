using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>Ids of requests, unlike within a process and between processes started at different instants.</summary>
internal sealed class RequestIds(TimeProvider time)
{
    private readonly long _start = time.GetUtcNow().UtcTicks;
    private long _count;

    /// <summary>As <c>x-amzn-RequestId</c>.</summary>
    public Guid NextGuid() => new(Next().AsSpan(0, 16));

    /// <summary>As <c>x-amz-apigw-id</c>.</summary>
    public string NextShort() => Convert.ToBase64String(Next().AsSpan(0, 11)).Replace('/', '-').Replace('+', '_');

    /// <summary>As <c>x-amz-cf-id</c>.</summary>
    public string NextLong() => Convert.ToBase64String([.. Next(), .. Next().AsSpan(0, 8)]).Replace('/', '-').Replace('+', '_');

    /// <summary>As <c>X-Amzn-Trace-Id</c>.</summary>
    public string NextTrace() => string.Create(CultureInfo.InvariantCulture, $"Root=1-{time.GetUtcNow().ToUnixTimeSeconds():x8}-{Convert.ToHexStringLower(Next().AsSpan(0, 12))}");

    private byte[] Next() => SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_start}:{Interlocked.Increment(ref _count)}")));
}
