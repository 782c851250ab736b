using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template.Intrinsics;

/// <summary>A text cut into a list at a delimiter.</summary>
internal sealed class SplitIntrinsic : IIntrinsic
{
    public string Name => "Fn::Split";

    public JsonNode? Evaluate(JsonNode? argument, Resolver resolver)
    {
        var list = argument.List(Name, 2, 2);
        var delimiter = list[0]?.ToString() ?? "";
        return delimiter.Length == 0
            ? throw new TemplateException($"{Name} needs a delimiter")
            : new JsonArray([.. resolver.Text(list[1], Name).Split(delimiter).Select(part => (JsonNode)JsonValue.Create(part))]);
    }
}
