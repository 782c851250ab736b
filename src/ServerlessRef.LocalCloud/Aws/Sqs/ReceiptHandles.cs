using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Aws.Sqs;

/// <summary>The engine accepts any receipt handle; SQS refuses what it never issued. An old handle is accepted by both and changes nothing.</summary>
internal static class ReceiptHandles
{
    private const string Code = "ReceiptHandleIsInvalid";

    /// <summary>Takes entries with a handle that cannot be one out of a batch.</summary>
    /// <exception cref="AwsError">The handle of a single operation is invalid.</exception>
    public static List<JsonObject> TakeInvalid(string operation, JsonObject body)
    {
        if (operation is "DeleteMessage" or "ChangeMessageVisibility")
        {
            return body["ReceiptHandle"]?.ToString() is { } handle && !IsIssued(handle) ? throw new AwsError(Code, 400, Message(handle)) : [];
        }

        if (operation is not ("DeleteMessageBatch" or "ChangeMessageVisibilityBatch") || body["Entries"] is not JsonArray entries)
        {
            return [];
        }

        List<JsonObject> invalid = [.. entries.OfType<JsonObject>().Where(entry => !IsIssued(entry["ReceiptHandle"]?.ToString() ?? ""))];
        invalid.ForEach(entry => entries.Remove(entry));
        return invalid;
    }

    public static AwsResponse AddFailed(AwsResponse response, List<JsonObject> invalid)
    {
        var body = SqsWire.Parse(response.Body);
        var failed = body["Failed"] as JsonArray ?? [];
        foreach (var entry in invalid)
        {
            failed.Add(new JsonObject
            {
                ["Id"] = entry["Id"]?.DeepClone(),
                ["SenderFault"] = true,
                ["Code"] = Code,
                ["Message"] = Message(entry["ReceiptHandle"]?.ToString() ?? ""),
            });
        }

        body["Failed"] = failed.Parent is null ? failed : failed.DeepClone();
        return SqsWire.Ok(body);
    }

    private static bool IsIssued(string handle) => Guid.TryParseExact(handle, "D", out _);

    private static string Message(string handle) => $"The input receipt handle \"{handle}\" is not a valid receipt handle.";
}
