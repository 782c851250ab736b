using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>
/// Parameters or a ResultSelector: JSON in which a member whose name ends in <c>.$</c> is a path
/// (https://states-language.net/spec.html#payload-template). Intrinsic functions are not emulated.
/// </summary>
internal sealed class PayloadTemplate
{
    private const string PathMark = ".$";

    private readonly JsonNode? _template;
    private readonly Dictionary<string, StatePath> _paths = new(StringComparer.Ordinal); // by their text

    private PayloadTemplate(JsonNode? template) => _template = template;

    public static PayloadTemplate Read(JsonNode? template, string place, Action<string> problem)
    {
        var read = new PayloadTemplate(template);
        read.Collect(template, place, problem);
        return read;
    }

    public JsonNode? Fill(JsonNode? input, JsonObject context) => Fill(_template, input, context);

    private void Collect(JsonNode? node, string place, Action<string> problem)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    if (!name.EndsWith(PathMark, StringComparison.Ordinal))
                    {
                        Collect(value, $"{place}.{name}", problem);
                    }
                    else if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String && StatePath.TryParse(text.GetValue<string>()) is { } path)
                    {
                        _paths[path.Text] = path;
                    }
                    else
                    {
                        problem($"{place}.{name} is {value?.ToJsonString() ?? "null"}, which is not emulated; accepted: $ or $$ with members and positions, such as $.payload.id. Intrinsic functions are not");
                    }
                }

                break;
            case JsonArray entries:
                foreach (var entry in entries)
                {
                    Collect(entry, $"{place}[]", problem);
                }

                break;
        }
    }

    private JsonNode? Fill(JsonNode? node, JsonNode? input, JsonObject context)
    {
        switch (node)
        {
            case JsonObject members:
                var filled = new JsonObject();
                foreach (var (name, value) in members)
                {
                    if (name.EndsWith(PathMark, StringComparison.Ordinal))
                    {
                        filled[name[..^PathMark.Length]] = _paths[value!.GetValue<string>()].Find(input, context, name);
                    }
                    else
                    {
                        filled[name] = Fill(value, input, context);
                    }
                }

                return filled;
            case JsonArray entries:
                return new JsonArray([.. entries.Select(entry => Fill(entry, input, context))]);
            default:
                return node?.DeepClone();
        }
    }
}
