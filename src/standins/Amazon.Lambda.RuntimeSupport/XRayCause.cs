using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>An exception in the form X-Ray shows (https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-errors).</summary>
internal static class XRayCause
{
    public static string From(Exception exception)
    {
        using var buffer = new MemoryStream();

        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("working_directory", Environment.CurrentDirectory);
            writer.WriteStartArray("exceptions");
            writer.WriteStartObject();
            writer.WriteString("type", exception.GetType().Name);
            writer.WriteString("message", exception.Message);
            writer.WriteStartArray("stack");

            foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
            {
                writer.WriteStartObject();

                if (frame.GetFileName() is { } file)
                {
                    writer.WriteString("path", file);
                    writer.WriteNumber("line", frame.GetFileLineNumber());
                }

                // Not GetMethod(): trimming may have removed its metadata.
                writer.WriteString("label", frame.ToString().Split(" at ")[0].Trim());
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteStartArray("paths");
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
