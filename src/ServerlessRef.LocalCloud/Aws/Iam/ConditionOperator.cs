using System.Globalization;

namespace ServerlessRef.LocalCloud.Aws.Iam;

/// <summary>
/// How one condition operator compares a value of the call with a value of the policy:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
/// </summary>
/// <param name="Negated">True when no value may match.</param>
internal sealed record ConditionOperator(Func<string, string, bool> Match, bool Negated)
{
    private const string Not = "Not";

    private static readonly Dictionary<string, Func<string, string, bool>> Positive = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StringEquals"] = string.Equals,
        ["StringEqualsIgnoreCase"] = (actual, wanted) => actual.Equals(wanted, StringComparison.OrdinalIgnoreCase),
        ["StringLike"] = (actual, wanted) => Glob.Matches(wanted, actual),
        ["ArnEquals"] = MatchesArn,
        ["ArnLike"] = MatchesArn,
        ["Bool"] = (actual, wanted) => actual.Equals(wanted, StringComparison.OrdinalIgnoreCase),
        ["NumericEquals"] = (actual, wanted) => Compare(actual, wanted) == 0,
        ["NumericLessThan"] = (actual, wanted) => Compare(actual, wanted) < 0,
        ["NumericLessThanEquals"] = (actual, wanted) => Compare(actual, wanted) <= 0,
        ["NumericGreaterThan"] = (actual, wanted) => Compare(actual, wanted) > 0,
        ["NumericGreaterThanEquals"] = (actual, wanted) => Compare(actual, wanted) >= 0,
    };

    /// <param name="name">Without set qualifier and without IfExists.</param>
    /// <returns>Null: not emulated.</returns>
    public static ConditionOperator? Find(string name)
    {
        if (Positive.TryGetValue(name, out var match))
        {
            return new ConditionOperator(match, Negated: false);
        }

        var not = name.IndexOf(Not, StringComparison.OrdinalIgnoreCase);
        return not > 0 && Positive.TryGetValue(name.Remove(not, Not.Length), out match) ? new ConditionOperator(match, Negated: true) : null;
    }

    // Each of the six parts is a pattern of its own: a star does not reach across a colon, except in the last part.
    private static bool MatchesArn(string actual, string wanted)
    {
        var (left, right) = (actual.Split(':', 6), wanted.Split(':', 6));
        return left.Length == right.Length && left.Zip(right).All(pair => Glob.Matches(pair.Second, pair.First));
    }

    private static int? Compare(string actual, string wanted) =>
        decimal.TryParse(actual, NumberStyles.Float, CultureInfo.InvariantCulture, out var left)
        && decimal.TryParse(wanted, NumberStyles.Float, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : null;
}
