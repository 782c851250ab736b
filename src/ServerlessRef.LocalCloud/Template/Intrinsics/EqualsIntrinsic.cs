using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template.Intrinsics;

/// <summary>True when both texts are the same, case included.</summary>
internal sealed class EqualsIntrinsic : IIntrinsic
{
    public string Name => "Fn::Equals";

    public JsonNode? Evaluate(JsonNode? argument, Resolver resolver)
    {
        var list = argument.List(Name, 2, 2);
        return JsonValue.Create(resolver.Text(list[0], Name) == resolver.Text(list[1], Name));
    }
}
