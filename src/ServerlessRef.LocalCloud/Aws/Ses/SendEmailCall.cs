using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.Aws.Ses;

/// <summary>A SendEmail as it was sent; members the local cloud does not emulate are refused by name. https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html</summary>
internal sealed partial record SendEmailCall(
    string From,
    IReadOnlyList<string> To,
    string Subject,
    string Text,
    string? ConfigurationSetName,
    IReadOnlyDictionary<string, string> Tags)
{
    // https://docs.aws.amazon.com/ses/latest/dg/quotas.html
    private const int ReceiversMax = 50;

    /// <exception cref="AwsError">BadRequestException, or MessageRejected: whatever SES would refuse, and what is not emulated.</exception>
    public static SendEmailCall Read(ReadOnlyMemory<byte> body)
    {
        var root = Parse(body);
        Only(root, "", "FromEmailAddress", "Destination", "Content", "ConfigurationSetName", "EmailTags");
        var call = new SendEmailCall(
            Address(StringOf(root, "FromEmailAddress") ?? throw Bad("1 validation error detected: Value at 'fromEmailAddress' failed to satisfy constraint: Member must not be null")),
            Receivers(root),
            Part(root, "Subject") ?? throw Bad("Missing required subject: Content.Simple.Subject.Data."),
            Part(root, "Body", "Text") ?? Part(root, "Body", "Html") ?? throw Bad("Missing required body: Content.Simple.Body.Text.Data or Content.Simple.Body.Html.Data."),
            StringOf(root, "ConfigurationSetName"),
            ReadTags(root));
        return call.Subject.AsSpan().ContainsAny('\r', '\n') ? throw Bad("Header contains a line break: Content.Simple.Subject.Data.") : call;
    }

    private static List<string> Receivers(JsonElement root)
    {
        if (Member(root, "Destination") is not { } destination)
        {
            throw Bad("Missing required destination: Destination.ToAddresses.");
        }

        Only(destination, "Destination.", "ToAddresses");
        List<string> to = Member(destination, "ToAddresses") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(item => Address(item.GetString() ?? ""))] : [];
        return to.Count switch
        {
            0 => throw Bad("Missing required destination: Destination.ToAddresses."),
            > ReceiversMax => throw new AwsError("MessageRejected", 400, $"Recipient count exceeds {ReceiversMax}."),
            _ => to,
        };
    }

    private static string? Part(JsonElement root, params ReadOnlySpan<string> path)
    {
        if (Member(root, "Content") is not { } content)
        {
            return null;
        }

        Only(content, "Content.", "Simple");
        if (Member(content, "Simple") is not { } found)
        {
            return null;
        }

        Only(found, "Content.Simple.", "Subject", "Body");
        foreach (var name in path)
        {
            if (Member(found, name) is not { } inner)
            {
                return null;
            }

            found = inner;
        }

        Only(found, $"Content.Simple.{string.Join('.', path.ToArray())}.", "Data", "Charset");
        return StringOf(found, "Charset") is null && StringOf(found, "Data") is { } data && !Ascii.IsValid(data)
            ? throw Bad("Non-ASCII text needs a Charset.")
            : StringOf(found, "Data");
    }

    private static Dictionary<string, string> ReadTags(JsonElement root)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in Member(root, "EmailTags") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToArray() : [])
        {
            Only(tag, "EmailTags.", "Name", "Value");
            var (name, value) = (StringOf(tag, "Name") ?? "", StringOf(tag, "Value") ?? "");
            if (!TagText().IsMatch(name) || !TagText().IsMatch(value))
            {
                throw Bad($"Invalid tag <{name}>: <{value}>. Only alphanumeric ASCII characters, '_', and '-' are allowed.");
            }

            tags[name] = value;
        }

        return tags;
    }

    // SES takes no names beyond ASCII before the @ (RFC 6531), and neither does it here take a display name.
    private static string Address(string address) => Plain().IsMatch(address)
        ? address
        : throw Bad($"'{address}' is no plain mail address in ASCII; the local cloud emulates no other.");

    private static void Only(JsonElement element, string at, params ReadOnlySpan<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Bad($"{at.TrimEnd('.')} is no object.");
        }

        foreach (var member in element.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                throw Bad($"The local cloud does not emulate {at}{member.Name} of SendEmail; it reads {string.Join(", ", known.ToArray())}.");
            }
        }
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonElement.Parse(body.Span);
        }
        catch (JsonException)
        {
            throw new AwsError("SerializationException", 400, "The request body is no JSON.");
        }
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private static string? StringOf(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static AwsError Bad(string message) => new("BadRequestException", 400, message);

    [GeneratedRegex(@"^[!-?A-~]+@[A-Za-z0-9.-]+$")]
    private static partial Regex Plain();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,256}$")]
    private static partial Regex TagText();
}
