using System.Text.Json;
using ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Transactions;

internal enum TransactKind
{
    ConditionCheck,
    Put,
    Update,
    Delete,
}

/// <summary>One operation of a TransactWriteItems.</summary>
/// <param name="Body">The operation as it was sent.</param>
/// <param name="Condition">Null: none.</param>
/// <param name="UpdatePlaceholders">Of an update: the names and values its UpdateExpression uses, as the engine refuses more.</param>
/// <param name="ReturnOld">Show the item when its condition fails.</param>
internal sealed record TransactItem(
    TransactKind Kind,
    ItemKey Key,
    JsonElement Body,
    ICondition? Condition,
    IReadOnlySet<string> UpdatePlaceholders,
    bool ReturnOld)
{
    /// <summary>A transaction needs the permission of each of its operations, none of its own.</summary>
    public string IamAction => Kind == TransactKind.ConditionCheck ? "dynamodb:ConditionCheckItem" : $"dynamodb:{Kind}Item";
}
