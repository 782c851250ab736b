using System.Net;
using ServerlessRef.LocalCloud.Gateway;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Waf;

namespace ServerlessRef.LocalCloud.Edge;

/// <summary>One distribution: WAF, behaviour, cache, origin, error pages, headers. The laptop's plain HTTP stands for HTTPS, so viewer protocol policies never redirect.</summary>
internal sealed class DistributionServer
{
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-general
    private const int MaxUrlBytes = 8_192;
    private const int MaxRequestBytes = 32_768;

    private readonly Distribution _distribution;
    private readonly WebAclEvaluator? _acl;
    private readonly EdgeCache _cache;
    private readonly OriginServers _origins;
    private readonly TimeProvider _time;

    public DistributionServer(Distribution distribution, WebAclEvaluator? acl, OriginServers origins, TimeProvider time)
    {
        _distribution = distribution;
        _acl = acl;
        _origins = origins;
        _time = time;
        _cache = new EdgeCache(time);
    }

    public async Task<HttpAnswer> HandleAsync(EdgeRequest request, CancellationToken cancellationToken)
    {
        var behavior = BehaviorOf(request.Path);
        if (Refuse(request, behavior) is { } refused)
        {
            return ViewerHeaders.Apply(await WithErrorPageAsync(refused, request, cancellationToken), behavior.ResponseHeadersPolicy, "Error from cloudfront", null, request);
        }

        var path = request.Path == "/" && _distribution.DefaultRootObject is { Length: > 0 } root ? "/" + root.TrimStart('/') : request.Path;
        var result = await FetchAsync(request with { Path = path }, behavior, cancellationToken);
        var answer = await WithErrorPageAsync(result.Answer, request, cancellationToken);
        if (answer.StatusCode == 200 && request.Method is "GET" or "HEAD")
        {
            answer = ConditionalRequest.NotModified(request.Headers, answer.Headers) ? answer with { StatusCode = 304, Body = default } : ByteRange.Apply(request.Headers, answer);
        }

        var hit = result.Outcome == CacheOutcome.Hit;
        return ViewerHeaders.Apply(answer, behavior.ResponseHeadersPolicy, CacheResultOf(result), hit ? result.Age : null, request);
    }

    private static string CacheResultOf(CacheResult result) => (result.Answer.StatusCode, result.Outcome) switch
    {
        ( >= 400, _) => "Error from cloudfront",
        (_, CacheOutcome.Hit) => "Hit from cloudfront",
        (_, CacheOutcome.RefreshHit) => "RefreshHit from cloudfront",
        _ => "Miss from cloudfront",
    };

    private Behavior BehaviorOf(string rawPath)
    {
        var path = PathPattern.Normalize(rawPath);
        return _distribution.Behaviors.FirstOrDefault(behavior => PathPattern.Matches(behavior.PathPattern, path)) ?? _distribution.Behaviors[^1];
    }

    private HttpAnswer? Refuse(EdgeRequest request, Behavior behavior)
    {
        var urlBytes = request.Path.Length + request.Query.Length;
        if (urlBytes > MaxUrlBytes || urlBytes + request.Headers.TotalBytes > MaxRequestBytes)
        {
            return EdgeErrors.TooLarge(request.Id);
        }

        if (_acl is not null && !_acl.Allows(new WafRequest(request.ViewerIp, request.Method, request.Path, request.Query, request.Headers, request.Body)))
        {
            return EdgeErrors.Blocked(request.Id);
        }

        return !behavior.AllowedMethods.Contains(request.Method, StringComparer.Ordinal) ? EdgeErrors.MethodNotAllowed(request.Id)
            : request is { Method: "GET", Body: not { IsEmpty: true } } ? EdgeErrors.BodyOnGet(request.Id)
            : null;
    }

    private Task<CacheResult> FetchAsync(EdgeRequest request, Behavior behavior, CancellationToken cancellationToken)
    {
        var cached = request.Method is "GET" or "HEAD" || (request.Method == "OPTIONS" && behavior.CachedMethods.Contains("OPTIONS"));
        if (!cached)
        {
            return MissAsync(request, behavior, cancellationToken);
        }

        var encoding = Compression.Choose(behavior, request.Headers);
        var key = CacheKey.Of(behavior, request, request.Path, encoding);

        // A policy that may cache nothing must not make viewers wait for each other either; only its errors are kept.
        var cacheable = behavior.CachePolicy.MaxTtl > TimeSpan.Zero;
        if (request.Method == "HEAD" && _cache.FindFresh(key) is { } got)
        {
            return Task.FromResult(got);
        }

        return _cache.GetAsync(key + (request.Method == "HEAD" ? "\nHEAD" : ""), stale => AskAsync(request, behavior, stale, encoding, cacheable), cacheable, cancellationToken);
    }

    private async Task<CacheResult> MissAsync(EdgeRequest request, Behavior behavior, CancellationToken cancellationToken) =>
        new(await _origins.SendAsync(request, behavior, null, cacheable: false, cancellationToken), CacheOutcome.Miss, TimeSpan.Zero);

    // Not cancelled with the viewer who happened to ask first: others may be waiting for the same answer.
    private async Task<FetchResult> AskAsync(EdgeRequest request, Behavior behavior, CacheEntry? stale, string encoding, bool cacheable)
    {
        var answer = await _origins.SendAsync(request, behavior, stale, cacheable, CancellationToken.None);
        var now = _time.GetUtcNow();
        if (answer.StatusCode == (int)HttpStatusCode.NotModified && stale is not null)
        {
            var headers = new HeaderFields(stale.Answer.Headers);
            foreach (var name in (string[])["Cache-Control", "Expires", "Date"])
            {
                if (answer.Headers[name] is { } value)
                {
                    headers.Set(name, value);
                }
            }

            var refreshed = stale.Answer with { Headers = headers };
            return new(refreshed, Freshness.TimeToLive(refreshed, behavior.CachePolicy, _distribution.ErrorPages, now), Revalidated: true);
        }

        var compressed = Compression.Apply(answer, encoding);
        return new(compressed, Freshness.TimeToLive(compressed, behavior.CachePolicy, _distribution.ErrorPages, now));
    }

    private async Task<HttpAnswer> WithErrorPageAsync(HttpAnswer answer, EdgeRequest request, CancellationToken cancellationToken)
    {
        if (answer.StatusCode < 400 || _distribution.ErrorPages.FirstOrDefault(page => page.ErrorCode == answer.StatusCode) is not { PagePath: { Length: > 0 } path } page)
        {
            return answer;
        }

        var shown = request with { Method = "GET", Path = path, Query = "", Body = ReadOnlyMemory<byte>.Empty };
        var found = await FetchAsync(shown, BehaviorOf(path), cancellationToken);

        // A page that cannot be had leaves the first error as it was.
        return found.Answer.StatusCode == 200 ? found.Answer with { StatusCode = page.ResponseCode ?? page.ErrorCode } : answer;
    }
}
