using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.Patterns;

/// <summary>
/// What a target gets in place of an event: a template of JSON whose variables in angle brackets stand for parts of the event. Between quotes a
/// variable is text, elsewhere a value. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
/// </summary>
internal sealed partial class InputTransformer
{
    private const int VariablesMax = 100;
    private const int TemplateMaxLength = 8_192;

    private const string RuleArn = "aws.events.rule-arn";
    private const string RuleName = "aws.events.rule-name";
    private const string IngestionTime = "aws.events.event.ingestion-time";
    private const string Event = "aws.events.event";
    private const string EventJson = "aws.events.event.json";

    private static readonly string[] Predefined = [RuleArn, RuleName, IngestionTime, Event, EventJson];

    private readonly IReadOnlyDictionary<string, string> _paths;
    private readonly string _template;

    private InputTransformer(IReadOnlyDictionary<string, string> paths, string template) => (_paths, _template) = (paths, template);

    /// <param name="paths">Name of a variable → its place in the event.</param>
    /// <param name="problem">Told what AWS would refuse, and what is not emulated.</param>
    public static InputTransformer Read(IReadOnlyDictionary<string, string> paths, string template, Action<string> problem)
    {
        foreach (var (name, path) in paths)
        {
            if (!VariableName().IsMatch(name) || name.StartsWith("aws", StringComparison.OrdinalIgnoreCase))
            {
                problem($"variable \"{name}\" is refused; accepted: letters, digits, - and _, not beginning with AWS");
            }

            if (!InputPath.IsValid(path))
            {
                problem($"\"{path}\" is not emulated; accepted: $ and members, such as $.detail");
            }
        }

        if (paths.Count > VariablesMax || template.Length is 0 or > TemplateMaxLength)
        {
            problem($"has {paths.Count} variables and a template of {template.Length} characters; AWS accepts {VariablesMax} and 1 to {TemplateMaxLength}");
        }

        foreach (var unknown in Placeholder().Matches(template).Select(match => match.Groups["name"].Value).Where(name => !paths.ContainsKey(name) && !Predefined.Contains(name)))
        {
            problem($"the template names <{unknown}>, which is no variable of it");
        }

        var transformer = new InputTransformer(paths, template);
        if (transformer.IsJson() is { } fault)
        {
            problem($"the template is not JSON once its variables are filled in ({fault}); text without quotes is not emulated");
        }

        return transformer;
    }

    /// <summary>The target's input, JSON.</summary>
    /// <exception cref="AwsError">A variable between quotes stands for an object or a list.</exception>
    public string Fill(JsonElement envelope, string ruleName, string ruleArn, DateTimeOffset received) => Replace((name, quoted) =>
    {
        var value = ValueOf(name, envelope, ruleName, ruleArn, received);
        if (!quoted)
        {
            return value?.GetRawText() ?? "\"\"";
        }

        return value?.ValueKind switch
        {
            null or JsonValueKind.Null => "",
            JsonValueKind.String => JsonEncodedText.Encode(value.Value.GetString()!).Value,
            JsonValueKind.Object or JsonValueKind.Array => throw new AwsError("InvalidInput", 400, $"<{name}> stands between quotes and is a JSON {value.Value.ValueKind}; the local cloud emulates texts, numbers and booleans there."),
            _ => value.Value.GetRawText(),
        };
    });

    private JsonElement? ValueOf(string name, JsonElement envelope, string ruleName, string ruleArn, DateTimeOffset received) => name switch
    {
        RuleArn => Text(ruleArn),
        RuleName => Text(ruleName),
        IngestionTime => Text(received.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        EventJson => envelope,
        Event => WithoutDetail(envelope),
        _ => InputPath.Find(envelope, _paths[name]),
    };

    private string? IsJson()
    {
        try
        {
            using var document = JsonDocument.Parse(Replace((_, quoted) => quoted ? "" : "0"));
            return null;
        }
        catch (JsonException fault)
        {
            return fault.Message;
        }
    }

    // A placeholder stands between quotes when an odd number of quotes comes before it; escaped ones do not count.
    private string Replace(Func<string, bool, string> value)
    {
        var filled = new StringBuilder();
        var (quoted, from) = (false, 0);
        foreach (Match match in Placeholder().Matches(_template))
        {
            for (var at = from; at < match.Index; at++)
            {
                if (_template[at] == '\\')
                {
                    at++;
                }
                else if (_template[at] == '"')
                {
                    quoted = !quoted;
                }
            }

            filled.Append(_template, from, match.Index - from).Append(value(match.Groups["name"].Value, quoted));
            from = match.Index + match.Length;
        }

        return filled.Append(_template, from, _template.Length - from).ToString();
    }

    private static JsonElement WithoutDetail(JsonElement envelope)
    {
        var copy = JsonNode.Parse(envelope.GetRawText())!.AsObject();
        copy.Remove("detail");
        return JsonSerializer.SerializeToElement(copy);
    }

    private static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text);

    [GeneratedRegex("^[A-Za-z0-9_-]{1,256}$")]
    private static partial Regex VariableName();

    [GeneratedRegex("<(?<name>[A-Za-z0-9_.-]+)>")]
    private static partial Regex Placeholder();
}
