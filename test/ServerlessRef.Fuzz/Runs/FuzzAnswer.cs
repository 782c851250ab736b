using System.Text.RegularExpressions;

namespace ServerlessRef.Fuzz.Runs;

/// <summary>An HTTP answer, whole.</summary>
internal sealed partial record FuzzAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>Without parameters; null: none was sent.</summary>
    public string? ContentType => Headers.TryGetValue("Content-Type", out var type) ? type.Split(';')[0].Trim() : null;

    /// <summary>Code of the problem; null for what is none.</summary>
    public string? Problem => ProblemType().Match(Body) is { Success: true } match ? match.Groups["code"].Value : null;

    [GeneratedRegex("\"type\":\"/problems/(?<code>[a-z-]+)\"")]
    private static partial Regex ProblemType();
}
