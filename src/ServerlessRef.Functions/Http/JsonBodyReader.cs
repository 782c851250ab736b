using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ServerlessRef.Domain;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Functions.Http;

/// <summary>From the bytes of a body to its members.</summary>
internal static class JsonBodyReader
{
    private const string BodyField = "body";
    private const int DescribedNameLength = 40;

    // A flat object is depth 1; a little more lets the faults of a nested member be named instead of the whole body's.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, CommentHandling = JsonCommentHandling.Disallow, AllowTrailingCommas = false };

    public static Checked<JsonBody> Read(ApiRequest request, ReadOnlySpan<string> members)
    {
        if (RefuseMediaType(request) is { } wrongType)
        {
            return Checked.Refuse<JsonBody>(wrongType);
        }

        var bytes = Decode(request);
        if (bytes is null)
        {
            return Refuse("is marked as base64 and is none.");
        }

        if (bytes.Length > Limits.BodyMaxBytes)
        {
            return Checked.Refuse<JsonBody>(new Refusal(ProblemTypes.BodyTooLarge, $"The body has {bytes.Length} bytes; at most {Limits.BodyMaxBytes} are accepted."));
        }

        if (bytes.Length == 0)
        {
            return Refuse("is empty; send a JSON object.");
        }

        return Utf8.IsValid(bytes) ? Parse(bytes, members) : Refuse("is not valid UTF-8.");
    }

    private static Refusal? RefuseMediaType(ApiRequest request)
    {
        // The gateway takes a missing Content-Type for application/json, and so do we.
        var values = request.Header("Content-Type");
        return values switch
        {
            [] => null,
            [var value] when string.Equals(value.Split(';')[0].Trim(), "application/json", StringComparison.OrdinalIgnoreCase) => null,
            _ => new Refusal(ProblemTypes.UnsupportedMediaType, "Send the body with one `Content-Type: application/json`."),
        };
    }

    private static byte[]? Decode(ApiRequest request)
    {
        if (!request.IsBase64Encoded)
        {
            return Encoding.UTF8.GetBytes(request.Body);
        }

        var bytes = new byte[request.Body.Length];
        return Convert.TryFromBase64String(request.Body, bytes, out var length) ? bytes[..length] : null;
    }

    private static Checked<JsonBody> Parse(byte[] bytes, ReadOnlySpan<string> members)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Checked.Accept(ReadMembers(document.RootElement, members))
                : Refuse("is JSON but not an object; send one in braces.");
        }
        catch (JsonException fault)
        {
            return Refuse($"is not valid JSON (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}); send a flat JSON object.");
        }
        catch (InvalidOperationException)
        {
            // The name of a member holds an escape like \ud800 without its second half.
            return Refuse("names a member with half a character; send well-formed Unicode.");
        }
    }

    private static JsonBody ReadMembers(JsonElement root, ReadOnlySpan<string> members)
    {
        var errors = new FieldErrors();
        var read = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            if (!members.Contains(property.Name))
            {
                errors.Add(Shorten(property.Name), $"is not a member of this request; accepted are {string.Join(", ", members!)}.");
            }
            else if (!read.TryAdd(property.Name, property.Value.Clone()))
            {
                errors.Add(property.Name, "is sent more than once; send it once.");
            }
        }

        return new JsonBody(read, errors);
    }

    private static string Shorten(string name) => name.Length <= DescribedNameLength ? name : name[..DescribedNameLength] + "…";

    private static Checked<JsonBody> Refuse(string detail)
    {
        var errors = new FieldErrors();
        errors.Add(BodyField, detail);
        return Checked.Refuse<JsonBody>(errors.ToRefusal());
    }
}
