using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ServerlessRef.Domain;

namespace ServerlessRef.Functions.Http;

/// <summary>What a route answers. Nothing is cached unless it says so.</summary>
public sealed record ApiResponse(int Status)
{
    private const string NoStore = "no-store";

    /// <summary>The value of <c>Cache-Control</c>.</summary>
    public string CacheControl { get; init; } = NoStore;

    /// <summary>The body's text; unset for none.</summary>
    public string? Body { get; init; }

    /// <summary>The body's media type.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Where what was made or started can be found.</summary>
    public string? Location { get; init; }

    /// <summary>The representation's tag.</summary>
    public string? ETag { get; init; }

    /// <summary>When to ask again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Set when this is a refusal; the router writes it, because only there the request's id is known.</summary>
    internal Refusal? Refusal { get; private init; }

    public static implicit operator ApiResponse(Refusal refusal) => FromRefusal(refusal);

    public static ApiResponse FromRefusal(Refusal refusal) => new(refusal.Type.Status) { Refusal = refusal, RetryAfter = refusal.RetryAfter };

    /// <summary>An answer with a JSON body.</summary>
    public static ApiResponse Json<T>(int status, T value, JsonTypeInfo<T> type) => new(status) { Body = JsonSerializer.Serialize(value, type) };

    /// <summary>The headers as they are sent.</summary>
    internal Dictionary<string, string> Headers()
    {
        var headers = new Dictionary<string, string> { ["Cache-Control"] = CacheControl };
        Add(headers, "Content-Type", Body is null ? null : ContentType);
        Add(headers, "Location", Location);
        Add(headers, "ETag", ETag);
        // Whole seconds, rounded up (RFC 9110 section 10.2.3): a client must not come too early.
        Add(headers, "Retry-After", RetryAfter is { } wait ? Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null);
        return headers;
    }

    private static void Add(Dictionary<string, string> headers, string name, string? value)
    {
        if (value is not null)
        {
            headers[name] = value;
        }
    }
}
