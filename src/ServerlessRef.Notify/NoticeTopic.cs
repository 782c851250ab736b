using System.Buffers;
using System.Text;
using System.Text.Json;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using ServerlessRef.Domain.Notices;

namespace ServerlessRef.Notify;

/// <summary>The topic people are told through.</summary>
internal sealed class NoticeTopic(IAmazonSimpleNotificationService topics, string topicArn)
{
    public Task PublishAsync(Notice notice, CancellationToken cancellation)
    {
        var text = NoticeText.Of(notice);
        return topics.PublishAsync(
            new PublishRequest
            {
                TopicArn = topicArn,
                Subject = text.Subject,
                Message = PerProtocol(text),
                MessageStructure = "json",
                MessageAttributes = new()
                {
                    // Subscriptions choose by it.
                    ["type"] = Attribute(notice.Type),
                    ["noticeId"] = Attribute(notice.Id),
                },
            },
            cancellation);
    }

    // https://docs.aws.amazon.com/sns/latest/dg/sns-send-custom-platform-specific-payloads-mobile-devices.html
    private static string PerProtocol(NoticeText text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("default", text.Mail);
            json.WriteString("sms", text.Short);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static MessageAttributeValue Attribute(string value) => new() { DataType = "String", StringValue = value };
}
