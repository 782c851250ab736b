namespace ServerlessRef.LocalCloud.Identity;

internal enum TokenOutcome
{
    Valid,
    Invalid,
    Expired,
}

/// <param name="Claims">Of a valid token, every value a string, as API Gateway hands them to a function.</param>
internal sealed record TokenVerdict(TokenOutcome Outcome, IReadOnlyDictionary<string, string>? Claims);
