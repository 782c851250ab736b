using System.Text.Json;

namespace ServerlessRef.LocalCloud.EventSources;

/// <summary>What a function that reports partial failures answered: which messages of the batch failed.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#sqs-batchfailurereporting-conditions</remarks>
internal static class BatchResponse
{
    /// <returns>Ids of the failed messages; all of them when the answer cannot be understood, with the reason.</returns>
    public static (IReadOnlySet<string> Failed, string? Problem) Read(ReadOnlySpan<byte> answer, IReadOnlySet<string> messageIds)
    {
        if (answer.IsEmpty)
        {
            return (new HashSet<string>(), null);
        }

        try
        {
            var root = JsonElement.Parse(answer);
            return root.ValueKind switch
            {
                JsonValueKind.Null => (new HashSet<string>(), null),
                JsonValueKind.Object => ReadObject(root, messageIds),
                _ => (messageIds, $"the response is a JSON {root.ValueKind}, not an object"),
            };
        }
        catch (JsonException)
        {
            return (messageIds, "the response is not JSON");
        }
    }

    private static (IReadOnlySet<string> Failed, string? Problem) ReadObject(JsonElement root, IReadOnlySet<string> messageIds)
    {
        // A missing or a null list means that everything succeeded.
        if (!root.TryGetProperty("batchItemFailures", out var failures) || failures.ValueKind == JsonValueKind.Null)
        {
            return (new HashSet<string>(), null);
        }

        if (failures.ValueKind != JsonValueKind.Array)
        {
            return (messageIds, "batchItemFailures is not a list");
        }

        HashSet<string> failed = new(StringComparer.Ordinal);
        foreach (var failure in failures.EnumerateArray())
        {
            if (failure.ValueKind != JsonValueKind.Object || !failure.TryGetProperty("itemIdentifier", out var identifier))
            {
                return (messageIds, "an entry of batchItemFailures has no itemIdentifier");
            }

            if (identifier.ValueKind != JsonValueKind.String || identifier.GetString() is not { Length: > 0 } id)
            {
                return (messageIds, "an itemIdentifier is null, empty or not a string");
            }

            if (!messageIds.Contains(id))
            {
                return (messageIds, $"itemIdentifier {id} is no message of the batch");
            }

            failed.Add(id);
        }

        return (failed, null);
    }
}
