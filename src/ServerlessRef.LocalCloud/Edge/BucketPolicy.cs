using System.Text.Json;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Edge;

/// <summary>What a bucket's policy says to CloudFront's signed request: a deny wins, then an allow, otherwise no. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html</summary>
/// <param name="distributionArn">Null: the request is not signed, thus anonymous.</param>
internal sealed class BucketPolicy(Bucket bucket, string? distributionArn, string accountId)
{
    private static readonly string[] KnownOperators =
        ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Bool", "Null", "NumericLessThan"];

    private readonly Dictionary<string, string> _facts = new(distributionArn is null
        ? []
        : [new("aws:SourceArn", distributionArn), new("aws:SourceAccount", accountId)], StringComparer.OrdinalIgnoreCase)
    {
        ["aws:SecureTransport"] = "true",
        ["s3:TlsVersion"] = "1.3",
        ["aws:PrincipalIsAWSService"] = distributionArn is null ? "false" : "true",
    };

    /// <summary>Operators that are not emulated, for the start to refuse.</summary>
    public static IEnumerable<string> Problems(Bucket bucket) =>
        from statement in bucket.Policy
        where statement.Condition is { ValueKind: JsonValueKind.Object }
        from condition in statement.Condition!.Value.EnumerateObject()
        where !KnownOperators.Contains(Bare(condition.Name))
        select $"{statement.Source}: the condition operator {condition.Name} is not emulated for buckets behind CloudFront; accepted are {string.Join(", ", KnownOperators)}, each also with IfExists.";

    public bool AllowsGet(string key) => Allows("s3:GetObject", $"{bucket.Arn}/{key}");

    public bool AllowsList() => Allows("s3:ListBucket", bucket.Arn);

    private static string Bare(string name) => name.EndsWith("IfExists", StringComparison.Ordinal) ? name[..^"IfExists".Length] : name;

    private bool Allows(string action, string resource)
    {
        var matching = bucket.Policy.Where(statement => Applies(statement, action, resource)).ToList();
        return matching.Exists(statement => statement.IsAllow) && matching.TrueForAll(statement => statement.IsAllow);
    }

    private bool Applies(PolicyStatement statement, string action, string resource) =>
        statement.Principals.Any(principal => principal == "*" || (distributionArn is not null && principal == "cloudfront.amazonaws.com"))
        && (statement.Actions.Count > 0 ? Any(statement.Actions, action, StringComparison.OrdinalIgnoreCase) : !Any(statement.NotActions, action, StringComparison.OrdinalIgnoreCase))
        && (statement.Resources.Count > 0 ? Any(statement.Resources, resource) : !Any(statement.NotResources, resource))
        && (statement.Condition is not { ValueKind: JsonValueKind.Object } condition || condition.EnumerateObject().All(Holds));

    private static bool Any(IReadOnlyList<string> patterns, string value, StringComparison comparison = StringComparison.Ordinal) =>
        patterns.Any(pattern => comparison == StringComparison.Ordinal
            ? PathPattern.Wildcard(pattern, value)
            : PathPattern.Wildcard(pattern.ToLowerInvariant(), value.ToLowerInvariant()));

    private bool Holds(JsonProperty condition) => condition.Value.EnumerateObject().All(test =>
    {
        var wanted = test.Value.ValueKind == JsonValueKind.Array ? [.. test.Value.EnumerateArray().Select(item => item.ToString())] : new[] { test.Value.ToString() };
        var fact = _facts.GetValueOrDefault(test.Name);
        return fact is null && condition.Name.EndsWith("IfExists", StringComparison.Ordinal) || Holds(Bare(condition.Name), fact, wanted);
    });

    // A key the request lacks: comparisons fail, negated ones hold.
    private static bool Holds(string name, string? fact, string[] wanted) => name switch
    {
        "StringEquals" => wanted.Contains(fact, StringComparer.Ordinal),
        "StringEqualsIgnoreCase" or "Bool" => wanted.Contains(fact, StringComparer.OrdinalIgnoreCase),
        "StringNotEquals" => !wanted.Contains(fact, StringComparer.Ordinal),
        "StringLike" or "ArnEquals" or "ArnLike" => fact is not null && Any(wanted, fact),
        "StringNotLike" or "ArnNotEquals" or "ArnNotLike" => fact is null || !Any(wanted, fact),
        "Null" => wanted.Contains(fact is null ? "true" : "false", StringComparer.OrdinalIgnoreCase),
        "NumericLessThan" => double.TryParse(fact, System.Globalization.CultureInfo.InvariantCulture, out var number) && Array.Exists(wanted, text => double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var bound) && number < bound),
        _ => false,
    };
}
