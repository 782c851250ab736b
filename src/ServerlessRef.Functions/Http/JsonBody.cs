using System.Text.Json;
using ServerlessRef.Domain;

namespace ServerlessRef.Functions.Http;

/// <summary>
/// A request's body: one flat JSON object, read strictly. Unknown members are refused, because a misspelt optional one would otherwise be
/// lost without a word; repeated ones, because two readers could each see another value. It is read member by member and not by a
/// serializer, so that every fault is found at once and named in the client's words.
/// </summary>
public sealed class JsonBody
{
    private readonly Dictionary<string, JsonElement> _members;

    internal JsonBody(Dictionary<string, JsonElement> members, FieldErrors errors) => (_members, Errors) = (members, errors);

    /// <summary>What was found wrong so far; the domain's rules add to it.</summary>
    public FieldErrors Errors { get; }

    /// <summary>Reads the body; a refusal when it is no JSON object at all.</summary>
    /// <param name="members">The members the route knows.</param>
    public static Checked<JsonBody> Read(ApiRequest request, params ReadOnlySpan<string> members) => JsonBodyReader.Read(request, members);

    /// <summary>A member that is a text; null when missing, or with an error noted when it is something else.</summary>
    public string? Text(string member)
    {
        if (!_members.TryGetValue(member, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Errors.Add(member, $"is {Describe(value)}; send a text.");
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escape like \ud800 without its second half: JSON's grammar allows it, no text can hold it.
            Errors.Add(member, "contains half a character; send well-formed Unicode.");
            return null;
        }
    }

    /// <summary>A member that is a whole number; null when missing, or with an error noted when it is something else.</summary>
    public long? WholeNumber(string member)
    {
        if (!_members.TryGetValue(member, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number))
        {
            return number;
        }

        Errors.Add(member, $"is {Describe(value)}; send a whole number without fraction or exponent.");
        return null;
    }

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Number => "another number",
        JsonValueKind.String => "a text",
        JsonValueKind.Array => "a list",
        _ => "an object",
    };
}
