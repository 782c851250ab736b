using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Transactions;

/// <param name="Body">The Get as it was sent.</param>
internal sealed record TransactGetItem(ItemKey Key, JsonElement Body);
