using System.Text;
using System.Text.Json;

namespace ServerlessRef.Functions.Jobs;

/// <summary>The body of a message of the job queue: <c>{"jobId":"…"}</c>. The row is the truth; a message only says: look at it.</summary>
public static class JobMessage
{
    private const int IdMaxLength = 128;

    public static string Write(string jobId)
    {
        using var buffer = new MemoryStream();

        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("jobId", jobId);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The job's id, or null when the body is no such message.</summary>
    public static string? Read(string? body)
    {
        if (string.IsNullOrEmpty(body))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("jobId", out var id)
                && id.ValueKind == JsonValueKind.String
                && id.GetString() is { Length: > 0 and <= IdMaxLength } text
                    ? text
                    : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text with half a surrogate pair.
            return null;
        }
    }
}
