using ServerlessRef.Checks.Findings;

namespace ServerlessRef.Checks.Checkers;

/// <summary>What a script found.</summary>
/// <param name="Rules">How many rules it has; none at all would mean that it checked nothing.</param>
/// <param name="Met">Rules that some resource meets, with those resources' logical ids.</param>
internal sealed record NodeReport(IReadOnlyList<Finding> Findings, int Rules, IReadOnlyDictionary<string, IReadOnlyList<string>> Met);
