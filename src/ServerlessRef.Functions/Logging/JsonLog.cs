using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace ServerlessRef.Functions.Logging;

/// <summary>Writes one JSON object per line. Lines go to the raw stream: the runtime client would wrap what is written to <see cref="Console.Out"/>.</summary>
/// <param name="output">Where lines go; standard output in a function.</param>
/// <param name="lowest">Lines below it are not written.</param>
public sealed class JsonLog(Stream output, TimeProvider time, LogSeverity lowest = LogSeverity.Information)
{
    private readonly Lock _lock = new();

    /// <summary>Id of the current invocation, on every line; null in the INIT phase.</summary>
    public string? RequestId { get; set; }

    /// <summary>A log on standard output with the level the function is configured for.</summary>
    public static JsonLog ToStandardOutput(TimeProvider time) =>
        new(Console.OpenStandardOutput(), time, ParseSeverity(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL")));

    public void Debug(LogEvent logged, params ReadOnlySpan<LogField> fields) => Write(LogSeverity.Debug, logged, null, fields);

    public void Information(LogEvent logged, params ReadOnlySpan<LogField> fields) => Write(LogSeverity.Information, logged, null, fields);

    public void Warning(LogEvent logged, params ReadOnlySpan<LogField> fields) => Write(LogSeverity.Warning, logged, null, fields);

    public void Warning(LogEvent logged, Exception exception, params ReadOnlySpan<LogField> fields) => Write(LogSeverity.Warning, logged, exception, fields);

    public void Error(LogEvent logged, Exception exception, params ReadOnlySpan<LogField> fields) => Write(LogSeverity.Error, logged, exception, fields);

    /// <summary>Writes a line that already is one JSON object (an embedded metric).</summary>
    public void WriteRaw(ReadOnlySpan<byte> json)
    {
        lock (_lock)
        {
            output.Write([.. json, (byte)'\n']);
            output.Flush();
        }
    }

    /// <summary>Lambda's level names; anything else is Information.</summary>
    internal static LogSeverity ParseSeverity(string? level) => level?.ToUpperInvariant() switch
    {
        "TRACE" or "DEBUG" => LogSeverity.Debug,
        "WARN" or "WARNING" => LogSeverity.Warning,
        "ERROR" or "FATAL" or "CRITICAL" => LogSeverity.Error,
        _ => LogSeverity.Information,
    };

    private void Write(LogSeverity severity, LogEvent logged, Exception? exception, ReadOnlySpan<LogField> fields)
    {
        if (severity < lowest)
        {
            return;
        }

        var buffer = new ArrayBufferWriter<byte>();

        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp", time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            writer.WriteString("level", severity.ToString());

            if (RequestId is not null)
            {
                writer.WriteString("requestId", RequestId);
            }

            writer.WriteNumber("eventId", logged.Id);
            writer.WriteString("event", logged.Name);

            foreach (var field in fields)
            {
                WriteField(writer, field);
            }

            if (exception is not null)
            {
                writer.WriteString("errorType", exception.GetType().FullName);
                writer.WriteString("errorMessage", exception.Message);
                writer.WriteString("stackTrace", exception.ToString());
            }

            writer.WriteEndObject();
        }

        WriteRaw(buffer.WrittenSpan);
    }

    private static void WriteField(Utf8JsonWriter writer, LogField field)
    {
        if (field.Number is { } number)
        {
            writer.WriteNumber(field.Name, number);
        }
        else
        {
            writer.WriteString(field.Name, field.Text);
        }
    }
}
