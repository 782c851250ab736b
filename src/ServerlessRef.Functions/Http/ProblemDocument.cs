using System.Buffers;
using System.Text;
using System.Text.Json;
using ServerlessRef.Domain;

namespace ServerlessRef.Functions.Http;

/// <summary>Writes a refusal as <c>application/problem+json</c> (RFC 9457), with <c>errors</c> field by field.</summary>
internal static class ProblemDocument
{
    public const string ContentType = "application/problem+json";

    public static string Write(Refusal refusal, string requestId)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", refusal.Type.TypeUri);
            json.WriteString("title", refusal.Type.Title);
            json.WriteNumber("status", refusal.Type.Status);
            json.WriteString("detail", refusal.Detail);
            if (requestId.Length > 0)
            {
                // The gateway's request ids are UUIDs, which makes this a URI (RFC 9562).
                json.WriteString("instance", "urn:uuid:" + requestId);
            }

            WriteErrors(json, refusal.Errors);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteErrors(Utf8JsonWriter json, IReadOnlyList<FieldError> errors)
    {
        if (errors.Count == 0)
        {
            return;
        }

        json.WriteStartArray("errors");
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteString("field", error.Field);
            json.WriteString("detail", error.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
