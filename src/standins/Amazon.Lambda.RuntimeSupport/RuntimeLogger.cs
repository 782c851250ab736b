using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Writes log lines as text or JSON, as the function's log settings ask (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-logs.html).</summary>
internal sealed class RuntimeLogger : ILambdaLogger
{
    private const string Timestamp = "yyyy-MM-ddTHH:mm:ss.fffZ";

    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly bool _json;
    private readonly LogLevel _lowest;

    public RuntimeLogger(TextWriter output, TimeProvider time, IReadOnlyDictionary<string, string> environment)
    {
        _output = output;
        _time = time;
        _json = string.Equals(environment.GetValueOrDefault("AWS_LAMBDA_LOG_FORMAT"), "JSON", StringComparison.OrdinalIgnoreCase);
        _lowest = ParseLevel(environment.GetValueOrDefault("AWS_LAMBDA_LOG_LEVEL")) ?? LogLevel.Information;
    }

    /// <summary>Invocation the lines belong to; null in the INIT phase.</summary>
    public string RequestId { get; set; }

    public string TraceId { get; set; }

    public void Log(string message) => Write(LogLevel.Information, message, null);

    public void LogLine(string message) => Write(LogLevel.Information, message, null);

    public void Log(string level, string message) => Write(ParseLevel(level) ?? LogLevel.Information, message, null);

    public void LogException(Exception exception) => Write(LogLevel.Error, null, exception);

    private void Write(LogLevel level, string message, Exception exception)
    {
        if (level >= _lowest)
        {
            _output.WriteLine(_json ? Json(level, message, exception) : Text(level, message, exception));
            _output.Flush();
        }
    }

    private string Text(LogLevel level, string message, Exception exception) =>
        string.Join('\t', Now(), RequestId, Label(level), exception is null ? message : exception.ToString());

    private string Json(LogLevel level, string message, Exception exception)
    {
        using var buffer = new MemoryStream();

        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp", Now());
            writer.WriteString("level", level.ToString());
            WriteUnlessEmpty(writer, "requestId", RequestId);
            WriteUnlessEmpty(writer, "traceId", TraceId);
            writer.WriteString("message", message ?? exception?.Message);

            if (exception is not null)
            {
                writer.WriteString("errorType", exception.GetType().FullName);
                writer.WriteString("errorMessage", exception.Message);
                writer.WriteStartArray("stackTrace");

                foreach (var line in exception.ToString().Split('\n'))
                {
                    writer.WriteStringValue(line.Trim());
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private string Now() => _time.GetUtcNow().ToString(Timestamp, CultureInfo.InvariantCulture);

    private static void WriteUnlessEmpty(Utf8JsonWriter writer, string name, string value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteString(name, value);
        }
    }

    private static string Label(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };

    // Lambda's names (WARN, FATAL) beside those of the enumeration.
    private static LogLevel? ParseLevel(string level) => level?.ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "INFO" or "INFORMATION" => LogLevel.Information,
        "WARN" or "WARNING" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" or "CRITICAL" => LogLevel.Critical,
        _ => null,
    };
}
