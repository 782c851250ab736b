using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>Reads resolved properties by dotted path, reporting what is missing or has the wrong form; like CloudFormation it takes numbers and booleans written as texts.</summary>
internal sealed class PropertyReader(Resource resource, JsonObject node, string path)
{
    public Resource Resource { get; } = resource;

    public JsonObject Node { get; } = node;

    public bool Has(string property) => Find(property) is not null;

    public string? Text(string property)
    {
        switch (Find(property))
        {
            case null:
                return null;
            case JsonValue value:
                return value.ToString();
            default:
                Problem(property, "a text is expected");
                return null;
        }
    }

    /// <summary>A text that must be there; reports it missing and goes on with an empty one.</summary>
    public string Required(string property)
    {
        if (Find(property) is null)
        {
            Problem(property, "is required");
            return "";
        }

        return Text(property) ?? "";
    }

    public int? Number(string property) => Text(property) is { } text ? Parse(property, text) : null;

    public double? Decimal(string property)
    {
        if (Text(property) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Problem(property, $"is \"{text}\"; a number is expected");
        return null;
    }

    /// <summary>A number within bounds; outside them AWS refuses the deployment.</summary>
    public int Number(string property, int fallback, int minimum, int maximum)
    {
        var number = Number(property) ?? fallback;
        if (number < minimum || number > maximum)
        {
            Problem(property, string.Create(CultureInfo.InvariantCulture, $"is {number}; AWS accepts {minimum} to {maximum}"));
        }

        return number;
    }

    public bool? Flag(string property)
    {
        if (Text(property) is not { } text)
        {
            return null;
        }

        if (bool.TryParse(text, out var flag))
        {
            return flag;
        }

        Problem(property, $"is \"{text}\"; true or false is expected");
        return null;
    }

    /// <summary>A list of texts; a single text counts as a list of one, as in policies.</summary>
    public IReadOnlyList<string> Texts(string property)
    {
        switch (Find(property))
        {
            case null:
                return [];
            case JsonValue value:
                return [value.ToString()];
            case JsonArray list when list.All(item => item is JsonValue):
                return [.. list.Select(item => item!.ToString())];
            default:
                Problem(property, "a list of texts is expected");
                return [];
        }
    }

    /// <summary>A list of objects; a single object counts as a list of one.</summary>
    public IReadOnlyList<PropertyReader> Objects(string property)
    {
        switch (Find(property))
        {
            case null:
                return [];
            case JsonObject single:
                return [new PropertyReader(Resource, single, At(property))];
            case JsonArray list when list.All(item => item is JsonObject):
                return [.. list.Select((item, i) => new PropertyReader(Resource, (JsonObject)item!, string.Create(CultureInfo.InvariantCulture, $"{At(property)}[{i}]")))];
            default:
                Problem(property, "a list of objects is expected");
                return [];
        }
    }

    public PropertyReader? Object(string property)
    {
        switch (Find(property))
        {
            case null:
                return null;
            case JsonObject o:
                return new PropertyReader(Resource, o, At(property));
            default:
                Problem(property, "an object is expected");
                return null;
        }
    }

    public IReadOnlyDictionary<string, string> Map(string property)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in Object(property)?.Node ?? [])
        {
            if (value is JsonValue text)
            {
                map[name] = text.ToString();
            }
            else
            {
                Problem($"{property}.{name}", "a text is expected");
            }
        }

        return map;
    }

    /// <summary>Any JSON; also as a text that holds JSON, which some properties take.</summary>
    public JsonElement? Json(string property)
    {
        var value = Find(property);
        if (value is null)
        {
            return null;
        }

        try
        {
            return JsonSerializer.SerializeToElement(value is JsonValue text ? JsonNode.Parse(text.ToString()) : value);
        }
        catch (JsonException e)
        {
            Problem(property, $"is not valid JSON ({e.Message})");
            return null;
        }
    }

    /// <summary>Refuses any value but those the local cloud emulates; a missing property is fine.</summary>
    public void Only(string property, params ReadOnlySpan<string> accepted)
    {
        if (Text(property) is { } value && !accepted.Contains(value))
        {
            Problem(property, $"\"{value}\" is not emulated; accepted: {string.Join(", ", accepted.ToArray())}");
        }
    }

    public void Problem(string property, string message) => Resource.Problem(At(property), message);

    private int? Parse(string property, string text)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Problem(property, $"is \"{text}\"; a whole number is expected");
        return null;
    }

    private JsonNode? Find(string property)
    {
        JsonNode? found = Node;
        foreach (var name in property.Split('.'))
        {
            found = (found as JsonObject)?[name];
        }

        return found;
    }

    private string At(string property) => path.Length == 0 ? property : property.Length == 0 ? path : $"{path}.{property}";
}
