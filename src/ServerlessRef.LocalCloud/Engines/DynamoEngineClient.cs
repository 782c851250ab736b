using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Engines;

/// <summary>The host's own calls to the table engine (provisioning, console); they bypass the front, its permissions, locks and log.</summary>
internal sealed class DynamoEngineClient(HttpClient http, Uri endpoint)
{
    /// <summary>All items, read page by page, as plain JSON: numbers as JSON numbers, sets and lists as arrays, binary as base64 text.</summary>
    public async Task<IReadOnlyList<JsonObject>> ScanAsync(string tableName, CancellationToken ct)
    {
        var items = new List<JsonObject>();
        JsonElement? next = null;
        do
        {
            var body = new JsonObject { ["TableName"] = tableName, ["ConsistentRead"] = true };
            if (next is { } key)
            {
                body["ExclusiveStartKey"] = JsonNode.Parse(key.GetRawText());
            }

            var page = await CallAsync("Scan", body, ct);
            items.AddRange(page.GetProperty("Items").EnumerateArray().Select(PlainJson.Item));
            next = page.TryGetProperty("LastEvaluatedKey", out var last) ? last : null;
        }
        while (next is not null);

        return items;
    }

    public Task<JsonElement> CallAsync(string action, JsonObject body, CancellationToken ct) =>
        EngineJson.CallAsync(http, endpoint, "dynamodb", $"DynamoDB_20120810.{action}", body, ct);
}
