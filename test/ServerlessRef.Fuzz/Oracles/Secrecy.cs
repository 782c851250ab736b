using System.Text;
using System.Text.RegularExpressions;
using ServerlessRef.Fuzz.Documents;
using ServerlessRef.Fuzz.Requests;
using ServerlessRef.Fuzz.Runs;

namespace ServerlessRef.Fuzz.Oracles;

/// <summary>A refusal holds nothing of other people, no secret (not even the sender's own), nothing of the inside; only what says that a member is malformed may quote it.</summary>
/// <param name="secrets">Names, addresses, tokens that exist.</param>
internal sealed partial class Secrecy(IReadOnlyList<string> secrets) : IOracle
{
    public string? Judge(FuzzRequest request, FuzzAnswer answer, IReadOnlyList<DocumentedAnswer> documented)
    {
        if (answer.Status < 400)
        {
            return null;
        }

        if (secrets.FirstOrDefault(secret => answer.Body.Contains(secret, StringComparison.Ordinal)) is { } leaked)
        {
            return $"shows {leaked[..Math.Min(12, leaked.Length)]}…";
        }

        var own = request.Headers.Where(header => SecretHeader().IsMatch(header)).Select(header => header[(header.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()).FirstOrDefault(value => value.Length >= 16 && answer.Body.Contains(value, StringComparison.Ordinal));
        var sent = Encoding.UTF8.GetString(request.Body) + Uri.UnescapeDataString(request.Target);
        return own is not null ? "repeats a secret of the request"
            : answer.Problem != "invalid-request" && Mail().Match(sent) is { Success: true } mail && answer.Body.Contains(mail.Value, StringComparison.OrdinalIgnoreCase) ? "repeats the mail address"
            : Inside().Matches(answer.Body).FirstOrDefault(match => !sent.Contains(match.Value, StringComparison.OrdinalIgnoreCase)) is { } inside ? $"shows the inside: \"{inside.Value}\""
            : null;
    }

    [GeneratedRegex("[a-z0-9]+@fuzz\\.example")]
    private static partial Regex Mail();

    [GeneratedRegex("^(authorization|cancellation-token|idempotency-key|cookie):", RegexOptions.IgnoreCase)]
    private static partial Regex SecretHeader();

    [GeneratedRegex(@"arn:aws|dynamodb|sqs\.|Exception\b|\bat [A-Z]\w+(\.\w+)+\(|/var/task|System\.|EVENT#|JOB#|PROMO#|WAIT#|NEWS#|seatsTaken|taskToken|\.cs:line", RegexOptions.IgnoreCase)]
    private static partial Regex Inside();
}
