using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.Tracing;

/// <summary>Finds ids in what services are told, without knowing what they mean: long words of letters and digits with at least one digit, and no part of a mail address.</summary>
internal static partial class Mentions
{
    private const int Most = 40;

    // An item of a few kilobytes names all that matters; an export's body does not.
    private const int TextMax = 32 * 1024;

    public static IReadOnlyList<string> In(string text)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var match in Id().EnumerateMatches(text.AsSpan(0, Math.Min(text.Length, TextMax))))
        {
            found.Add(text.Substring(match.Index, match.Length));
            if (found.Count == Most)
            {
                break;
            }
        }

        return [.. found];
    }

    /// <summary>Those flows the text names most of; all of them, when it names none.</summary>
    public static IReadOnlyList<Flow> Narrow(IReadOnlyList<Flow> flows, string text)
    {
        if (flows.Count < 2)
        {
            return flows;
        }

        var named = flows.Select(flow => flow.Mentions.Count(id => text.Contains(id, StringComparison.Ordinal))).ToList();
        var most = named.Max();
        return most == 0 ? flows : [.. flows.Where((_, index) => named[index] == most)];
    }

    [GeneratedRegex("(?<![A-Za-z0-9_-])(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{16,128}(?![A-Za-z0-9_-])(?![A-Za-z0-9_.+%'-]*@)", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
