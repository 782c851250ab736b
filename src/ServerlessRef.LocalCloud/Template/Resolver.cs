using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Template.Intrinsics;

namespace ServerlessRef.LocalCloud.Template;

/// <summary>Works out the values of one stack's template: intrinsic functions, then dynamic references.</summary>
internal sealed class Resolver(Stack stack, LoadContext context)
{
    /// <summary>What <c>AWS::NoValue</c> stands for: the property or list entry is as if it were not written.</summary>
    public static readonly JsonNode NoValue = JsonValue.Create("AWS::NoValue");

    public Stack Stack { get; } = stack;

    public LoadContext Context { get; } = context;

    /// <returns>A tree of its own, without intrinsics and dynamic references; null or <see cref="NoValue"/> for nothing.</returns>
    /// <exception cref="TemplateException">A part of it cannot be worked out.</exception>
    public JsonNode? Resolve(JsonNode? node) => Finish(Evaluate(node));

    /// <summary>Like <see cref="Resolve(JsonNode?)"/>, going on after a part that fails, so that all of them are reported.</summary>
    public JsonNode? Resolve(JsonNode? node, string path, Action<string, string> onProblem)
    {
        try
        {
            switch (node)
            {
                case JsonObject o when Intrinsic(o) is null:
                    var properties = new JsonObject();
                    foreach (var (name, value) in o)
                    {
                        if (Resolve(value, path.Length == 0 ? name : $"{path}.{name}", onProblem) is { } resolved && resolved != NoValue)
                        {
                            properties[name] = resolved;
                        }
                    }

                    return properties;
                case JsonArray a:
                    var items = new JsonArray();
                    foreach (var item in a)
                    {
                        if (Resolve(item, path, onProblem) is { } resolved && resolved != NoValue)
                        {
                            items.Add(resolved);
                        }
                    }

                    return items;
                default:
                    return Resolve(node);
            }
        }
        catch (TemplateException e)
        {
            onProblem(path, e.Message);
            return NoValue;
        }
    }

    /// <summary>A value that must be a text; numbers and booleans become theirs as CloudFormation does.</summary>
    public string Text(JsonNode? node) => Resolve(node) is JsonValue value && value != NoValue
        ? value.ToString()
        : throw new TemplateException($"a text is expected, not {node?.ToJsonString() ?? "null"}");

    /// <summary>Intrinsics only; dynamic references stay, for they may be put together from pieces.</summary>
    public JsonNode? Evaluate(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject o when Intrinsic(o) is { } intrinsic:
                return intrinsic.Evaluate(o[intrinsic.Name], this);
            case JsonObject o:
                var properties = new JsonObject();
                foreach (var (name, value) in o)
                {
                    if (Evaluate(value) is { } evaluated && evaluated != NoValue)
                    {
                        properties[name] = evaluated;
                    }
                }

                return properties;
            case JsonArray a:
                return new JsonArray([.. a.Select(Evaluate).Where(n => n is not null && n != NoValue)]);
            default:
                return node?.DeepClone();
        }
    }

    /// <summary>False when the entry carries a condition that does not hold.</summary>
    public bool IsActive(JsonObject? entry) => entry?["Condition"]?.ToString() is not { } condition || Conditions.Holds(condition, this);

    private static IIntrinsic? Intrinsic(JsonObject o)
    {
        if (o.Count != 1)
        {
            return null;
        }

        var name = o.First().Key;
        return IntrinsicList.ByName.TryGetValue(name, out var intrinsic)
            ? intrinsic
            : name.StartsWith("Fn::", StringComparison.Ordinal)
                ? throw new TemplateException($"{name} is not emulated; known are {string.Join(", ", IntrinsicList.ByName.Keys)}")
                : null;
    }

    private JsonNode? Finish(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject o:
                return new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Finish(p.Value))));
            case JsonArray a:
                return new JsonArray([.. a.Select(Finish)]);
            case JsonValue value when value != NoValue && value.TryGetValue<string>(out var text):
                var replaced = BucketLinks.Rewrite(SiteLinks.Rewrite(DynamicReferences.Replace(text, this), Context.Options.SiteAddress), Context.Options.AwsFrontAddress);
                return ReferenceEquals(replaced, text) ? value.Parent is null ? value : value.DeepClone() : JsonValue.Create(replaced);
            default:
                return node is null || node == NoValue || node.Parent is null ? node : node.DeepClone();
        }
    }
}
