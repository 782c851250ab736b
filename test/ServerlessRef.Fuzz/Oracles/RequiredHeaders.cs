using ServerlessRef.Fuzz.Documents;
using ServerlessRef.Fuzz.Requests;
using ServerlessRef.Fuzz.Runs;

namespace ServerlessRef.Fuzz.Oracles;

internal sealed class RequiredHeaders : IOracle
{
    public string? Judge(FuzzRequest request, FuzzAnswer answer, IReadOnlyList<DocumentedAnswer> documented)
    {
        var known = documented.FirstOrDefault(each => each.Status == answer.Status && (each.ContentType is null || string.Equals(each.ContentType, answer.ContentType, StringComparison.OrdinalIgnoreCase)));
        var missing = known?.Headers.Where(name => !answer.Headers.ContainsKey(name)).ToList() ?? [];
        return missing.Count == 0 ? null : $"lacks {string.Join(", ", missing)}";
    }
}
