using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

/// <summary><c>a IN (b, c, …)</c>.</summary>
internal sealed record In(IOperand Operand, IReadOnlyList<IOperand> Candidates) : ICondition
{
    public bool Holds(JsonElement item) =>
        Operand.Value(item) is { } value
        && Candidates.Any(candidate => candidate.Value(item) is { } other && value.SameAs(other));
}
