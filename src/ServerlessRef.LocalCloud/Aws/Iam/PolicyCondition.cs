using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.Iam;

/// <summary>One line of a Condition block: operator, key and the values of which any may match.</summary>
internal sealed record PolicyCondition(string Qualifier, ConditionOperator? Operator, bool IfExists, string Key, IReadOnlyList<string> Values)
{
    private const string IfExistsSuffix = "IfExists";

    /// <param name="problem">Told what cannot be emulated.</param>
    public static IEnumerable<PolicyCondition> Read(JsonElement block, Action<string> problem)
    {
        foreach (var line in block.EnumerateObject())
        {
            var colon = line.Name.IndexOf(':', StringComparison.Ordinal);
            var qualifier = colon < 0 ? "" : line.Name[..colon];
            var name = line.Name[(colon + 1)..];
            var ifExists = name.EndsWith(IfExistsSuffix, StringComparison.OrdinalIgnoreCase);
            var operation = ConditionOperator.Find(ifExists ? name[..^IfExistsSuffix.Length] : name);
            if ((operation is null && name != "Null") || qualifier is not ("" or "ForAllValues" or "ForAnyValue"))
            {
                problem($"condition operator {line.Name} is not emulated");
                continue;
            }

            foreach (var entry in line.Value.EnumerateObject())
            {
                if (!RequestContext.Knows(entry.Name))
                {
                    problem($"condition key {entry.Name} is not emulated");
                    continue;
                }

                List<string> values = entry.Value.ValueKind == JsonValueKind.Array ? [.. entry.Value.EnumerateArray().Select(Text)] : [Text(entry.Value)];
                yield return new PolicyCondition(qualifier, operation, ifExists, entry.Name, values);
            }
        }
    }

    public bool Holds(RequestContext context)
    {
        var actual = context.Find(Key);
        if (Operator is null)
        {
            return Values.Any(value => value.Equals(actual is null ? "true" : "false", StringComparison.OrdinalIgnoreCase));
        }

        if (actual is null)
        {
            return IfExists || Qualifier == "ForAllValues" || (Operator.Negated && Qualifier.Length == 0);
        }

        return Qualifier == "ForAllValues" || (Operator.Negated && Qualifier.Length == 0)
            ? actual.All(HoldsFor)
            : actual.Any(HoldsFor);
    }

    private bool HoldsFor(string actual) => Values.Any(value => Operator!.Match(actual, value)) != Operator!.Negated;

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
