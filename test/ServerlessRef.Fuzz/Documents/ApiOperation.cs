using System.Text.Json.Nodes;

namespace ServerlessRef.Fuzz.Documents;

/// <summary>One method of one path.</summary>
internal sealed record ApiOperation
{
    public required string Id { get; init; }

    public required string Method { get; init; }

    /// <summary>For example <c>/v1/events/{eventId}</c>.</summary>
    public required string Path { get; init; }

    public required bool NeedsToken { get; init; }

    public required IReadOnlyList<string> Headers { get; init; }

    public required IReadOnlyList<string> Query { get; init; }

    /// <summary>JSON Schema of the body; null: takes none.</summary>
    public JsonObject? Body { get; init; }

    public required IReadOnlyList<DocumentedAnswer> Answers { get; init; }

    /// <summary>Names of the path's parameters, in order.</summary>
    public IEnumerable<string> PathParameters => Path.Split('/').Where(IsParameter).Select(part => part.Trim('{', '}'));

    /// <param name="target">Undecoded, with its query.</param>
    public bool Matches(string target)
    {
        var path = target.Split('?')[0];
        string[] asked = [.. (path.EndsWith('/') ? path[..^1] : path).Split('/').Select(Uri.UnescapeDataString)];
        var parts = Path.Split('/');
        return asked.Length == parts.Length && asked.Zip(parts).All(pair => IsParameter(pair.Second) ? pair.First.Length > 0 : pair.First == pair.Second);
    }

    /// <param name="target">Undecoded, of a request that matches.</param>
    /// <returns>What stands for the last of the path's parameters; null: it has none.</returns>
    public string? LastId(string target) =>
        Path.Split('/').Zip(target.Split('?')[0].Split('/')).Where(pair => IsParameter(pair.First)).Select(pair => Uri.UnescapeDataString(pair.Second)).LastOrDefault();

    private static bool IsParameter(string part) => part.StartsWith('{');
}
