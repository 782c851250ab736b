using System.Buffers;
using System.Text.Json;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Sweeper;

/// <summary>
/// Age of the oldest unfinished job, as a metric embedded in a log line: no call, no permission
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
/// </summary>
internal sealed class AgeMetric(JsonLog log, TimeProvider time)
{
    public void Write(TimeSpan age, string functionName)
    {
        var buffer = new ArrayBufferWriter<byte>();

        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("_aws");
            writer.WriteNumber("Timestamp", time.GetUtcNow().ToUnixTimeMilliseconds());
            writer.WriteStartArray("CloudWatchMetrics");
            writer.WriteStartObject();
            writer.WriteString("Namespace", JobAgeMetric.Namespace);
            writer.WriteStartArray("Dimensions");
            writer.WriteStartArray();
            writer.WriteStringValue(JobAgeMetric.Dimension);
            writer.WriteEndArray();
            writer.WriteEndArray();
            writer.WriteStartArray("Metrics");
            writer.WriteStartObject();
            writer.WriteString("Name", JobAgeMetric.Name);
            writer.WriteString("Unit", "Seconds");
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteString(JobAgeMetric.Dimension, functionName);
            writer.WriteNumber(JobAgeMetric.Name, (long)age.TotalSeconds);
            writer.WriteEndObject();
        }

        log.WriteRaw(buffer.WrittenSpan);
    }
}
