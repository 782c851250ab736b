using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Aws.S3.Notifications;

/// <summary>S3's messages: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html</summary>
internal static class ObjectEvent
{
    public static JsonObject Of(
        Bucket bucket,
        BucketNotification notification,
        string key,
        string eventName,
        Caller caller,
        AwsResponse written,
        long sequence,
        string region,
        DateTimeOffset now)
    {
        var id = sequence.ToString("X16", CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["Records"] = new JsonArray(new JsonObject
            {
                ["eventVersion"] = "2.1",
                ["eventSource"] = "aws:s3",
                ["awsRegion"] = region,
                ["eventTime"] = Time(now),
                ["eventName"] = eventName,
                ["userIdentity"] = new JsonObject { ["principalId"] = $"AWS:AROALOCAL:{caller.FunctionName}" },
                ["requestParameters"] = new JsonObject { ["sourceIPAddress"] = "127.0.0.1" },
                ["responseElements"] = new JsonObject { ["x-amz-request-id"] = id, ["x-amz-id-2"] = id },
                ["s3"] = new JsonObject
                {
                    ["s3SchemaVersion"] = "1.0",
                    ["configurationId"] = notification.Id,
                    ["bucket"] = new JsonObject { ["name"] = bucket.Name, ["ownerIdentity"] = new JsonObject { ["principalId"] = "LOCAL" }, ["arn"] = bucket.Arn },
                    ["object"] = new JsonObject
                    {
                        ["key"] = Encode(key),
                        ["size"] = long.Parse(Header(written, "Content-Length", "0"), CultureInfo.InvariantCulture),
                        ["eTag"] = Header(written, "ETag", "").Trim('"'),
                        // Of two events of one key the later one has the greater text.
                        ["sequencer"] = id,
                    },
                },
            }),
        };
    }

    public static JsonObject Test(Bucket bucket, DateTimeOffset now) => new()
    {
        ["Service"] = "Amazon S3",
        ["Event"] = "s3:TestEvent",
        ["Time"] = Time(now),
        ["Bucket"] = bucket.Name,
        ["RequestId"] = "LOCAL",
        ["HostId"] = "LOCAL",
    };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    // As a form encodes it, but for slashes.
    private static string Encode(string key) => Uri.EscapeDataString(key).Replace("%20", "+", StringComparison.Ordinal).Replace("%2F", "/", StringComparison.Ordinal);

    private static string Header(AwsResponse response, string name, string fallback) =>
        response.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value ?? fallback;
}
