using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>The fields of a state, or of a part of one: what nobody asked for by the time of <see cref="Finish"/> is refused by name.</summary>
/// <param name="place">For messages, for example <c>state Offer</c>.</param>
internal sealed class StateFields(JsonObject node, string place, Action<string> problem)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal) { "Comment" };

    public string Place { get; } = place;

    public bool Has(string field)
    {
        _known.Add(field);
        return node.ContainsKey(field);
    }

    /// <summary>There, and null.</summary>
    public bool IsNull(string field) => Has(field) && node[field] is null;

    public JsonNode? Node(string field) => Has(field) ? node[field] : null;

    public string? Text(string field, params ReadOnlySpan<string> accepted)
    {
        if (!Has(field))
        {
            return null;
        }

        if (node[field] is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
        {
            Problem($"{field} is {Shown(field)}; a text is expected");
            return null;
        }

        var text = value.GetValue<string>();
        if (accepted.Length > 0 && !accepted.Contains(text))
        {
            Problem($"{field} \"{text}\" is not emulated; accepted: {string.Join(", ", accepted.ToArray())}");
        }

        return text;
    }

    public string Required(string field)
    {
        if (!Has(field))
        {
            Problem($"{field} is required");
        }

        return Text(field) ?? "";
    }

    public IReadOnlyList<string> Texts(string field)
    {
        if (Node(field) is not JsonArray list || !list.All(entry => entry is JsonValue value && value.GetValueKind() == JsonValueKind.String))
        {
            return [];
        }

        return [.. list.Select(entry => entry!.GetValue<string>())];
    }

    public int Number(string field, int fallback, int minimum, int maximum)
    {
        if (!Has(field))
        {
            return fallback;
        }

        if (node[field] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number) && number >= minimum && number <= maximum)
        {
            return number;
        }

        Problem(string.Create(CultureInfo.InvariantCulture, $"{field} is {Shown(field)}; a whole number from {minimum} to {maximum} is expected"));
        return fallback;
    }

    public double Decimal(string field, double fallback, double minimum)
    {
        if (!Has(field))
        {
            return fallback;
        }

        if (node[field] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.GetValue<double>() is var number && number >= minimum)
        {
            return number;
        }

        Problem(string.Create(CultureInfo.InvariantCulture, $"{field} is {Shown(field)}; a number of at least {minimum} is expected"));
        return fallback;
    }

    public bool IsTrue(string field)
    {
        if (!Has(field))
        {
            return false;
        }

        if (node[field] is JsonValue value && value.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
        {
            return node[field]!.GetValue<bool>();
        }

        Problem($"{field} is {Shown(field)}; true or false is expected");
        return false;
    }

    public StatePath? Path(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        var path = StatePath.TryParse(text);
        if (path is null)
        {
            Problem($"{field} is \"{text}\", which is not emulated; accepted: $ or $$ with members and positions, such as $.payload.id");
        }

        return path;
    }

    /// <summary>Null: there is none.</summary>
    public PayloadTemplate? Template(string field) => Has(field) ? PayloadTemplate.Read(node[field], field, Problem) : null;

    /// <summary>The entries of a list of objects.</summary>
    public IReadOnlyList<StateFields> Parts(string field)
    {
        if (!Has(field))
        {
            return [];
        }

        if (node[field] is JsonArray list && list.All(entry => entry is JsonObject))
        {
            return [.. list.Select((entry, number) => new StateFields((JsonObject)entry!, string.Create(CultureInfo.InvariantCulture, $"{Place}, {field}[{number}]"), problem))];
        }

        Problem($"{field} is {Shown(field)}; a list of objects is expected");
        return [];
    }

    public StateFields? Part(string field)
    {
        if (Node(field) is JsonObject part)
        {
            return new StateFields(part, $"{Place}, {field}", problem);
        }

        Problem($"{field} is required, as an object");
        return null;
    }

    /// <summary>Fields other than those known so far.</summary>
    public IReadOnlyList<string> Others() => [.. node.Select(member => member.Key).Where(name => !_known.Contains(name))];

    /// <summary>Where the state leads; null: the execution ends with it.</summary>
    public string? NextOrEnd()
    {
        var (next, end) = (Text("Next"), IsTrue("End"));
        if (next is null != end)
        {
            Problem("has exactly one of Next and \"End\": true");
        }

        return next;
    }

    /// <summary>Refuses every field that was not asked for.</summary>
    public void Finish()
    {
        foreach (var unknown in Others())
        {
            Problem($"the field {unknown} is not emulated; accepted: {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
        }
    }

    public void Problem(string message) => problem($"{Place}: {message}");

    private string Shown(string field) => node[field]?.ToJsonString() ?? "null";
}
