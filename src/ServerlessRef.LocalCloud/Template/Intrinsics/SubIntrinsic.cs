using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.Template.Intrinsics;

/// <summary>Fills <c>${Name}</c> and <c>${Resource.Attribute}</c> in; <c>${!Literal}</c> stays as <c>${Literal}</c>.</summary>
internal sealed partial class SubIntrinsic : IIntrinsic
{
    public string Name => "Fn::Sub";

    public JsonNode? Evaluate(JsonNode? argument, Resolver resolver)
    {
        var template = argument;
        JsonObject? variables = null;
        if (argument is JsonArray)
        {
            var list = argument.List(Name, 2, 2);
            template = list[0];
            variables = list[1] as JsonObject ?? throw new TemplateException($"{Name} takes an object of variables as its second value");
        }

        if (template is not JsonValue text)
        {
            throw new TemplateException($"{Name} takes a text, not {template?.ToJsonString() ?? "null"}");
        }

        return JsonValue.Create(Variable().Replace(text.ToString(), match => Value(match.Groups[1].Value, variables, resolver)));
    }

    private string Value(string name, JsonObject? variables, Resolver resolver)
    {
        if (name.StartsWith('!'))
        {
            return $"${{{name[1..]}}}";
        }

        if (variables?[name] is { } variable)
        {
            return resolver.Text(variable, Name);
        }

        var parts = name.Split('.', 2);
        var value = parts.Length == 1 ? RefIntrinsic.Find(name, resolver) : GetAttIntrinsic.Find(parts[0], parts[1], resolver);
        return value?.ToString() ?? "";
    }

    [GeneratedRegex(@"\$\{\s*(!?[^{}]+?)\s*\}")]
    private static partial Regex Variable();
}
