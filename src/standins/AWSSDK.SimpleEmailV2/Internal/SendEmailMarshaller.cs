using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.SimpleEmailV2.Model;

namespace Amazon.SimpleEmailV2.Internal;

/// <summary>A request of the REST protocol, members that are not set left out (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html).</summary>
internal sealed class SendEmailMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly SendEmailMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var send = (SendEmailRequest)input;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteText(json, "ConfigurationSetName", send.ConfigurationSetName);
            WriteContent(json, send.Content);
            WriteDestination(json, send.Destination);
            WriteTags(json, send.EmailTags);
            WriteText(json, "FromEmailAddress", send.FromEmailAddress);
            json.WriteEndObject();
        }

        var request = new DefaultRequest(send, "Amazon.SimpleEmailV2")
        {
            HttpMethod = "POST",
            ResourcePath = "/v2/email/outbound-emails",
            Content = buffer.ToArray(),
        };
        request.Headers["Content-Type"] = "application/json";
        return request;
    }

    private static void WriteContent(Utf8JsonWriter json, EmailContent content)
    {
        if (content is null)
        {
            return;
        }

        json.WriteStartObject("Content");
        if (content.Simple is { } message)
        {
            json.WriteStartObject("Simple");
            WritePart(json, "Subject", message.Subject);
            if (message.Body is { } body)
            {
                json.WriteStartObject("Body");
                WritePart(json, "Text", body.Text);
                WritePart(json, "Html", body.Html);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteDestination(Utf8JsonWriter json, Destination destination)
    {
        if (destination is null)
        {
            return;
        }

        json.WriteStartObject("Destination");
        if (destination.ToAddresses is { } addresses)
        {
            json.WriteStartArray("ToAddresses");
            foreach (var address in addresses)
            {
                json.WriteStringValue(address);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteTags(Utf8JsonWriter json, List<MessageTag> tags)
    {
        if (tags is null)
        {
            return;
        }

        json.WriteStartArray("EmailTags");
        foreach (var tag in tags)
        {
            json.WriteStartObject();
            WriteText(json, "Name", tag.Name);
            WriteText(json, "Value", tag.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePart(Utf8JsonWriter json, string name, Content part)
    {
        if (part is null)
        {
            return;
        }

        json.WriteStartObject(name);
        WriteText(json, "Charset", part.Charset);
        WriteText(json, "Data", part.Data);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
