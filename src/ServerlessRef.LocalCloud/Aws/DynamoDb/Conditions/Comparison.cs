using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

/// <summary><c>= &lt;&gt; &lt; &lt;= &gt; &gt;=</c>. An attribute that is missing is different from everything and neither less nor greater.</summary>
internal sealed record Comparison(IOperand Left, string Operator, IOperand Right) : ICondition
{
    public bool Holds(JsonElement item)
    {
        if (Left.Value(item) is not { } left || Right.Value(item) is not { } right)
        {
            return Operator == "<>";
        }

        return Operator switch
        {
            "=" => left.SameAs(right),
            "<>" => !left.SameAs(right),
            "<" => left.Order(right) < 0,
            "<=" => left.Order(right) <= 0,
            ">" => left.Order(right) > 0,
            _ => left.Order(right) >= 0,
        };
    }
}
