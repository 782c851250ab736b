using System.Globalization;
using System.Text.Json;

namespace ServerlessRef.LocalCloud.Faults;

/// <summary>An object of a fault plan: values within bounds, or a problem that says which would be.</summary>
/// <param name="element">Undefined: not given, so every value has its default.</param>
internal sealed class PlanObject(JsonElement element, string place, List<string> problems)
{
    public IEnumerable<string> Names => IsObject ? element.EnumerateObject().Select(property => property.Name) : [];

    /// <summary>Of the whole plan so far.</summary>
    public int ProblemCount => problems.Count;

    private bool IsObject => element.ValueKind == JsonValueKind.Object;

    public bool Has(string name) => IsObject && element.TryGetProperty(name, out _);

    public void Problem(string problem) => problems.Add($"Fault plan: {place} {problem}.");

    public void AllowOnly(params string[] names)
    {
        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
        {
            Problem($"is {element.GetRawText()}; accepted: an object");
        }

        foreach (var name in Names.Except(names, StringComparer.Ordinal))
        {
            Problem($"has an unknown \"{name}\"; accepted: {string.Join(", ", names)}");
        }
    }

    public PlanObject Object(string name) => new(Value(name), $"{place}, {name},", problems);

    public IReadOnlyList<JsonElement> Array(string name)
    {
        var value = Value(name);
        if (value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Undefined))
        {
            Problem($"has \"{name}\": {value.GetRawText()}; accepted: a list");
        }

        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];
    }

    public string? Text(string name)
    {
        var value = Value(name);
        if (value.ValueKind is JsonValueKind.String or JsonValueKind.Undefined)
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }

        Problem($"has \"{name}\": {value.GetRawText()}; accepted: a text");
        return null;
    }

    public string Choice(string name, IReadOnlyList<string> accepted)
    {
        var text = Text(name);
        if (text is not null && accepted.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        Problem($"has {(text is null ? $"no \"{name}\"" : $"\"{name}\": \"{text}\"")}; accepted: {string.Join(", ", accepted)}");
        return accepted[0];
    }

    public T Enumeration<T>(string name, T? fallback)
        where T : struct, Enum
    {
        if (fallback is { } value && !Has(name))
        {
            return value;
        }

        var text = Choice(name, [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)]);
        return Enum.Parse<T>(text, ignoreCase: true);
    }

    public double Number(string name, double fallback, double least, double most, bool whole)
    {
        var value = Value(name);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return fallback;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most && (!whole || double.IsInteger(number)))
        {
            return number;
        }

        Problem(string.Create(CultureInfo.InvariantCulture, $"has \"{name}\": {value.GetRawText()}; accepted: {(whole ? "a whole number" : "a number")} from {least} to {most}"));
        return fallback;
    }

    private JsonElement Value(string name) => IsObject && element.TryGetProperty(name, out var value) ? value : default;
}
