using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template.Intrinsics;

/// <summary>Puts a list's texts together with a delimiter.</summary>
internal sealed class JoinIntrinsic : IIntrinsic
{
    public string Name => "Fn::Join";

    public JsonNode? Evaluate(JsonNode? argument, Resolver resolver)
    {
        var list = argument.List(Name, 2, 2);
        return JsonValue.Create(string.Join(list[0]?.ToString() ?? "", resolver.Texts(list[1], Name).Select(item => item is JsonValue value
            ? value.ToString()
            : throw new TemplateException($"{Name} joins texts, not {item?.ToJsonString() ?? "null"}"))));
    }
}
