using System.Globalization;
using ServerlessRef.LocalCloud.Gateway;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Edge;

/// <summary>How long an answer may be served from the cache. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html</summary>
internal static class Freshness
{
    /// <summary>CloudFront's default error caching minimum TTL.</summary>
    private static readonly TimeSpan DefaultErrorTtl = TimeSpan.FromSeconds(10);

    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html#HTTPStatusCodes-cached-errors
    private static readonly HashSet<int> AlwaysCachedErrors = [404, 410, 414, 500, 501, 502, 503, 504];

    private static readonly HashSet<int> CachedErrorsWhenAsked = [400, 403, 405, 412, 415];

    private static readonly HashSet<int> HonourNoStore = [404, 410, 414, 501];

    private static readonly HashSet<int> Cacheable = [200, 203, 204, 300, 301, 302, 307, 308];

    /// <summary>Zero: not kept.</summary>
    public static TimeSpan TimeToLive(HttpAnswer answer, CachePolicy policy, IReadOnlyList<ErrorPage> errorPages, DateTimeOffset now) =>
        answer.StatusCode >= 400 ? OfError(answer, policy, errorPages.FirstOrDefault(page => page.ErrorCode == answer.StatusCode), now)
        : Cacheable.Contains(answer.StatusCode) ? OfSuccess(answer, policy, now)
        : TimeSpan.Zero;

    private static TimeSpan OfSuccess(HttpAnswer answer, CachePolicy policy, DateTimeOffset now)
    {
        var directives = Directives(answer);
        if (directives.Refuses)
        {
            // A minimum above zero wins even over no-store.
            return policy.MinTtl;
        }

        var asked = Asked(answer, directives, now) ?? policy.DefaultTtl;
        var bounded = asked < policy.MinTtl ? policy.MinTtl : asked;
        return bounded > policy.MaxTtl ? policy.MaxTtl : bounded;
    }

    // Errors are kept even where the policy caches nothing; only an error page's own minimum TTL of zero, or no-store on some of them, prevents it.
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
    private static TimeSpan OfError(HttpAnswer answer, CachePolicy policy, ErrorPage? page, DateTimeOffset now)
    {
        var directives = Directives(answer);
        var asked = Asked(answer, directives, now);
        var kept = AlwaysCachedErrors.Contains(answer.StatusCode)
            || (CachedErrorsWhenAsked.Contains(answer.StatusCode) && (page is not null || (directives.MaxAge is not null && !directives.Refuses)));
        if (!kept || (directives.Refuses && HonourNoStore.Contains(answer.StatusCode)))
        {
            return TimeSpan.Zero;
        }

        var minimum = page?.CachingMinTtl ?? (AlwaysCachedErrors.Contains(answer.StatusCode) ? DefaultErrorTtl : TimeSpan.Zero);
        var bounded = asked > policy.MaxTtl ? policy.MaxTtl : asked ?? TimeSpan.Zero;
        return directives.Refuses || bounded < minimum ? minimum : bounded;
    }

    private static TimeSpan? Asked(HttpAnswer answer, CacheDirectives directives, DateTimeOffset now)
    {
        if (directives.MaxAge is { } maxAge)
        {
            return maxAge;
        }

        return DateTimeOffset.TryParse(answer.Headers["Expires"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires)
            ? (expires > now ? expires - now : TimeSpan.Zero)
            : null;
    }

    private static CacheDirectives Directives(HttpAnswer answer)
    {
        var (refuses, maxAge, sharedMaxAge) = (false, (TimeSpan?)null, (TimeSpan?)null);
        foreach (var directive in answer.Headers.Joined("Cache-Control").Split(',', StringSplitOptions.TrimEntries))
        {
            var parts = directive.Split('=', 2);
            switch (parts[0].ToLowerInvariant())
            {
                case "no-store" or "no-cache" or "private":
                    refuses = true;
                    break;
                case "max-age":
                    maxAge = Seconds(parts);
                    break;
                case "s-maxage":
                    sharedMaxAge = Seconds(parts);
                    break;
            }
        }

        return new(refuses, sharedMaxAge ?? maxAge);
    }

    private static TimeSpan? Seconds(string[] parts) =>
        parts.Length == 2 && int.TryParse(parts[1].Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    private sealed record CacheDirectives(bool Refuses, TimeSpan? MaxAge);
}
