using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace ServerlessRef.LocalCloud.Aws.Sns;

/// <summary>A Publish as it was sent: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</summary>
internal sealed class PublishCall(IReadOnlyDictionary<string, StringValues> form)
{
    private const int SubjectMax = 100;
    private const int MessageMaxBytes = 262_144;

    public string TopicArn => Text("TopicArn") ?? throw Invalid("TopicArn");

    public string? Subject => Text("Subject");

    /// <summary>Attributes as an object that filter policies are held against.</summary>
    public JsonElement Attributes { get; } = ReadAttributes(form);

    /// <summary>The text for a protocol.</summary>
    /// <exception cref="AwsError">InvalidParameter.</exception>
    public string MessageFor(string protocol)
    {
        var message = Text("Message");
        if (string.IsNullOrEmpty(message))
        {
            throw Invalid("Empty message");
        }

        return Text("MessageStructure") == "json" ? PerProtocol(message, protocol) : message;
    }

    /// <exception cref="AwsError">InvalidParameter: whatever a topic would refuse.</exception>
    public void Check()
    {
        MessageFor("default");
        if (System.Text.Encoding.UTF8.GetByteCount(Text("Message")!) > MessageMaxBytes)
        {
            throw Invalid("Message too long");
        }

        if (Subject is { } subject && (subject.Length is 0 or > SubjectMax || subject.Any(character => character is < ' ' or > '~')))
        {
            throw Invalid("Subject");
        }
    }

    private string? Text(string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;

    private static string PerProtocol(string message, string protocol)
    {
        try
        {
            var texts = JsonNode.Parse(message)?.AsObject() ?? throw new JsonException();
            return (texts[protocol] ?? texts["default"])?.GetValue<string>() ?? throw Invalid("Message Structure - No default entry in JSON message body");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Invalid("Message Structure - JSON message body failed to parse");
        }
    }

    private static JsonElement ReadAttributes(IReadOnlyDictionary<string, StringValues> form)
    {
        var attributes = new JsonObject();
        for (var number = 1; form.TryGetValue(Entry(number, "Name"), out var name); number++)
        {
            var text = form.TryGetValue(Entry(number, "Value.StringValue"), out var value) ? value.ToString() : "";
            attributes[name.ToString()] = form.TryGetValue(Entry(number, "Value.DataType"), out var type) ? type.ToString() switch
            {
                "Number" => JsonNode.Parse(text),
                "String.Array" => JsonNode.Parse(text),
                "String" => text,
                var other => throw Invalid($"The message attribute '{name}' has the type '{other}', which the local cloud does not emulate; accepted: String, String.Array, Number"),
            }
            : throw Invalid($"The message attribute '{name}' must contain a non-empty attribute type");
        }

        return JsonSerializer.SerializeToElement(attributes);
    }

    private static string Entry(int number, string part) => string.Create(CultureInfo.InvariantCulture, $"MessageAttributes.entry.{number}.{part}");

    private static AwsError Invalid(string what) => new("InvalidParameter", 400, $"Invalid parameter: {what}");
}
