using System.Text;
using System.Text.Json.Nodes;
using ServerlessRef.Fuzz.Runs;

namespace ServerlessRef.Fuzz.Requests;

/// <summary>Leaves out parts of a failing request as long as what is left still fails.</summary>
internal static class RequestShrinker
{
    private const int MostRuns = 80;

    /// <param name="fails">Sends a request alone; the finding when it fails the same way.</param>
    public static async Task<Finding> ShrinkAsync(Finding finding, Func<FuzzRequest, Task<Finding?>> fails)
    {
        var smallest = finding;
        var runs = 0;
        for (var isSmaller = true; isSmaller;)
        {
            isSmaller = false;
            foreach (var candidate in Candidates(smallest.Request))
            {
                if (++runs > MostRuns)
                {
                    return smallest;
                }

                if (await fails(candidate) is { } again)
                {
                    smallest = again;
                    isSmaller = true;
                    break;
                }
            }
        }

        return smallest;
    }

    /// <summary>Each is smaller than the request; the boldest come first.</summary>
    public static IEnumerable<FuzzRequest> Candidates(FuzzRequest request)
    {
        foreach (var body in Bodies(request.Body))
        {
            yield return request with { Body = body };
        }

        foreach (var header in request.Headers.Where(header => !header.StartsWith("User-Agent:", StringComparison.Ordinal)))
        {
            yield return request with { Headers = [.. request.Headers.Where(other => !ReferenceEquals(other, header))] };
        }

        if (request.Target.Split('?', 2) is [var path, var query])
        {
            yield return request with { Target = path };
            foreach (var part in query.Split('&').Where(_ => query.Contains('&', StringComparison.Ordinal)))
            {
                yield return request with { Target = $"{path}?{part}" };
            }
        }
    }

    private static IEnumerable<byte[]> Bodies(byte[] body)
    {
        if (body.Length == 0)
        {
            yield break;
        }

        yield return [];
        if (Parse(body) is { } members)
        {
            foreach (var (name, value) in members)
            {
                yield return Without(members, name, null);
                if (value is JsonValue text && text.TryGetValue<string>(out var longer) && longer.Length > 1)
                {
                    yield return Without(members, name, longer[..(longer.Length / 2)]);
                }
            }
        }
        else
        {
            yield return body[..(body.Length / 2)];
            yield return body[(body.Length / 2)..];
        }
    }

    private static byte[] Without(JsonObject members, string name, string? shorter)
    {
        var rest = members.DeepClone().AsObject();
        rest.Remove(name);
        if (shorter is not null)
        {
            rest[name] = shorter;
        }

        return Encoding.UTF8.GetBytes(rest.ToJsonString());
    }

    private static JsonObject? Parse(byte[] body)
    {
        try
        {
            var parsed = JsonNode.Parse(body) as JsonObject;
            return parsed is { Count: > 0 } ? parsed : null;
        }
        catch (Exception fault) when (fault is System.Text.Json.JsonException or ArgumentException or InvalidOperationException)
        {
            return null; // broken on purpose, or with a member twice
        }
    }
}
