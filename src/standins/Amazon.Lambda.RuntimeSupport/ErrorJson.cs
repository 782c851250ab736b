using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>An exception in the form Lambda hands to the caller: <c>errorType</c>, <c>errorMessage</c>, <c>stackTrace</c>, <c>cause</c>, <c>causes</c>.</summary>
internal static class ErrorJson
{
    private const int MaxBytes = 256 * 1024;

    public static byte[] From(Exception exception)
    {
        using var buffer = new MemoryStream();

        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, exception);
        }

        return buffer.Length <= MaxBytes
            ? buffer.ToArray()
            : """{"errorMessage": "Exception exceeded maximum payload size of 256KB."}"""u8.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Exception exception)
    {
        writer.WriteStartObject();
        writer.WriteString("errorType", exception.GetType().Name);
        writer.WriteString("errorMessage", exception.Message);

        if (!string.IsNullOrEmpty(exception.StackTrace))
        {
            writer.WriteStartArray("stackTrace");

            foreach (var line in exception.StackTrace.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                writer.WriteStringValue(line);
            }

            writer.WriteEndArray();
        }

        if (exception.InnerException is not null)
        {
            writer.WritePropertyName("cause");
            Write(writer, exception.InnerException);
        }

        if (exception is AggregateException { InnerExceptions.Count: > 0 } aggregate)
        {
            writer.WriteStartArray("causes");

            foreach (var inner in aggregate.InnerExceptions)
            {
                Write(writer, inner);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
