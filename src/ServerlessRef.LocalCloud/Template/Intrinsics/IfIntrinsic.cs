using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template.Intrinsics;

/// <summary>One of two values, by a named condition; only the chosen one is worked out.</summary>
internal sealed class IfIntrinsic : IIntrinsic
{
    public string Name => "Fn::If";

    public JsonNode? Evaluate(JsonNode? argument, Resolver resolver)
    {
        var list = argument.List(Name, 3, 3);
        return resolver.Evaluate(Conditions.Holds(list[0]?.ToString() ?? "", resolver) ? list[1] : list[2]);
    }
}
