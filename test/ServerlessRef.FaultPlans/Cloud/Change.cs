using Amazon.DynamoDBv2.Model;

namespace ServerlessRef.FaultPlans.Cloud;

/// <summary>What a write that took effect made of an item.</summary>
/// <param name="Old">Null: there was none.</param>
/// <param name="New">Null: there is none any more.</param>
internal sealed record Change(string Partition, string Sort, Dictionary<string, AttributeValue>? Old, Dictionary<string, AttributeValue>? New)
{
    public string? OldText(string attribute) => Old?.GetValueOrDefault(attribute)?.S;

    public string? NewText(string attribute) => New?.GetValueOrDefault(attribute)?.S;

    public bool IsIn(string partition, string sort) => Partition.StartsWith(partition, StringComparison.Ordinal) && Sort.StartsWith(sort, StringComparison.Ordinal);
}
