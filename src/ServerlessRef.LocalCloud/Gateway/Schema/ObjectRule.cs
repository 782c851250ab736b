using System.Text.Json;

namespace ServerlessRef.LocalCloud.Gateway.Schema;

/// <summary><c>properties</c>, <c>required</c>, <c>additionalProperties</c>, <c>minProperties</c>, <c>maxProperties</c>. A name given twice counts with its last value, as in the gateway's JSON reader.</summary>
internal sealed class ObjectRule : ISchemaRule
{
    private readonly Dictionary<string, Schema> _properties = [];
    private IReadOnlyList<string> _required = [];
    private bool _closed;
    private Schema? _additional;
    private int? _min;
    private int? _max;

    public static void Compile(SchemaKeywords keywords, List<ISchemaRule> rules)
    {
        var rule = new ObjectRule { _min = keywords.Count("minProperties"), _max = keywords.Count("maxProperties"), _required = keywords.Names("required") ?? [] };
        foreach (var (name, schema) in keywords.SubMap("properties") ?? [])
        {
            rule._properties[name] = schema;
        }

        switch (keywords.Find("additionalProperties", JsonValueKind.True, JsonValueKind.False, JsonValueKind.Object))
        {
            case { ValueKind: JsonValueKind.False }:
                rule._closed = true;
                break;
            case { ValueKind: JsonValueKind.Object }:
                rule._additional = keywords.Sub("additionalProperties");
                break;
        }

        rules.Add(rule);
    }

    public void Check(JsonElement value, List<string> errors)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var members = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            members[member.Name] = member.Value;
        }

        CheckNames(members, errors);
        foreach (var (name, member) in members)
        {
            (_properties.GetValueOrDefault(name) ?? _additional)?.Check(member, errors);
        }
    }

    private static string Quoted(IEnumerable<string> names) => $"[{string.Join(',', names.Order(StringComparer.Ordinal).Select(name => $"\"{name}\""))}]";

    private void CheckNames(SortedDictionary<string, JsonElement> members, List<string> errors)
    {
        var missing = _required.Where(name => !members.ContainsKey(name)).ToList();
        if (missing.Count > 0)
        {
            errors.Add($"object has missing required properties ({Quoted(missing)})");
        }

        var unwanted = _closed ? members.Keys.Where(name => !_properties.ContainsKey(name)).ToList() : [];
        if (unwanted.Count > 0)
        {
            errors.Add($"object instance has properties which are not allowed by the schema: {Quoted(unwanted)}");
        }

        if (members.Count < _min)
        {
            errors.Add($"object has too few properties (found {members.Count} but schema requires at least {_min})");
        }

        if (members.Count > _max)
        {
            errors.Add($"object has too many properties (found {members.Count} but schema requires at most {_max})");
        }
    }
}
