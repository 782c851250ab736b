using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>
/// What a function answers through a Lambda proxy integration. Every member may be missing, no other may be there.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
/// </summary>
internal sealed record ProxyResponse(int StatusCode, HeaderFields Headers, string Body, bool IsBase64Encoded)
{
    /// <summary>Null: the payload has another form, which API Gateway answers with 502.</summary>
    public static ProxyResponse? Parse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ProxyResponse? Read(JsonElement root)
    {
        var (status, body, base64) = (200, "", false);
        var single = new HeaderFields();
        var multi = new HeaderFields();
        foreach (var member in root.EnumerateObject())
        {
            switch (member.Name)
            {
                case "statusCode":
                    status = member.Value.ValueKind == JsonValueKind.String
                        ? int.Parse(member.Value.GetString()!, NumberStyles.None, CultureInfo.InvariantCulture)
                        : member.Value.GetInt32();
                    break;
                case "headers" when member.Value.ValueKind is JsonValueKind.Object:
                    Add(single, member.Value);
                    break;
                case "multiValueHeaders" when member.Value.ValueKind is JsonValueKind.Object:
                    AddMany(multi, member.Value);
                    break;
                case "body" when member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null:
                    body = member.Value.GetString() ?? "";
                    break;
                case "isBase64Encoded" when member.Value.ValueKind is not JsonValueKind.Null:
                    base64 = member.Value.GetBoolean();
                    break;
                case "headers" or "multiValueHeaders" or "isBase64Encoded" when member.Value.ValueKind == JsonValueKind.Null:
                    break;
                default:
                    return null;
            }
        }

        // A name given in both places: the lists win.
        var headers = new HeaderFields(single.Where(field => !multi.Contains(field.Key)).Concat(multi));
        return status is < 100 or > 599 || headers.Any(Unsendable) ? null : new(status, headers, body, base64);
    }

    private static void Add(HeaderFields headers, JsonElement map)
    {
        foreach (var field in map.EnumerateObject())
        {
            headers.Set(field.Name, Value(field.Value));
        }
    }

    private static void AddMany(HeaderFields headers, JsonElement map)
    {
        foreach (var field in map.EnumerateObject())
        {
            foreach (var value in field.Value.EnumerateArray())
            {
                headers.Add(field.Name, Value(value));
            }
        }
    }

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetString() ?? throw new FormatException("A header's value is null."),
    };

    private static bool Unsendable(KeyValuePair<string, string> field) =>
        field.Key.Length == 0
        || field.Key.Any(character => !char.IsAsciiLetterOrDigit(character) && !"!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal))
        || field.Value.Any(character => character is < ' ' and not '\t' or '\u007f')
        || Encoding.UTF8.GetByteCount(field.Value) != field.Value.Length;
}
