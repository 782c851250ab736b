using System.Text.Json;
using ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb;

/// <summary>The partition key value a Query asks for, for policies that restrict it.</summary>
internal static class LeadingKeys
{
    /// <returns>Null: none can be read; the engine refuses such a query.</returns>
    public static string? OfQuery(Table table, JsonElement body)
    {
        var index = DynamoWire.Text(body, "IndexName");
        var partition = index is null ? table.PartitionKey : table.Indexes.FirstOrDefault(candidate => candidate.Name == index)?.PartitionKey;
        if (partition is null || DynamoWire.Text(body, "KeyConditionExpression") is not { } expression)
        {
            return null;
        }

        try
        {
            var scope = new ExpressionScope(DynamoWire.Object(body, "ExpressionAttributeNames"), DynamoWire.Object(body, "ExpressionAttributeValues"));
            return Find(ConditionParser.Parse(expression, scope), partition.Name);
        }
        catch (AwsError)
        {
            return null;
        }
    }

    private static string? Find(ICondition condition, string name) => condition switch
    {
        And and => Find(and.Left, name) ?? Find(and.Right, name),
        Comparison { Operator: "=", Left: PathOperand { Steps: [{ Name: { } left }] }, Right: ValueOperand value } when left == name => value.Constant.Content.GetString(),
        _ => null,
    };
}
