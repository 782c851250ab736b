using ServerlessRef.Fuzz.Documents;
using ServerlessRef.Fuzz.Requests;
using ServerlessRef.Fuzz.Runs;

namespace ServerlessRef.Fuzz.Oracles;

/// <summary>Content type and shape; a problem's status member is its status.</summary>
internal sealed class DocumentedBody : IOracle
{
    public string? Judge(FuzzRequest request, FuzzAnswer answer, IReadOnlyList<DocumentedAnswer> documented)
    {
        var known = documented.Where(each => each.Status == answer.Status).ToList();
        if (known.Count == 0 || request.Method == "HEAD")
        {
            return null;
        }

        if (known.FirstOrDefault(each => each.ContentType is null) is not null)
        {
            return answer.Body.Length == 0 ? null : "has a body, and none is documented";
        }

        if (IsNoHttp(answer) && known.Any(each => each.ContentType == "text/html"))
        {
            return null;
        }

        if (known.FirstOrDefault(each => string.Equals(each.ContentType, answer.ContentType, StringComparison.OrdinalIgnoreCase)) is not { } form)
        {
            return $"has the content type {answer.ContentType ?? "(none)"}; documented are {string.Join(", ", known.Select(each => each.ContentType))}";
        }

        return form.Schema?.Violations(answer.Body) is { Count: > 0 } violations ? $"does not have the documented shape: {string.Join("; ", violations)}" : null;
    }

    /// <summary>What is no HTTP never reaches the local edge: the laptop's parser answers an empty 400 in place of CloudFront's page (docs/fidelity.md).</summary>
    private static bool IsNoHttp(FuzzAnswer answer) =>
        answer.Status == 400 && answer.Body.Length == 0 && answer.ContentType is null && !answer.Headers.ContainsKey("X-Amz-Cf-Id");
}
