using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template.Intrinsics;

/// <summary>The opposite of one condition.</summary>
internal sealed class NotIntrinsic : IIntrinsic
{
    public string Name => "Fn::Not";

    public JsonNode? Evaluate(JsonNode? argument, Resolver resolver) =>
        JsonValue.Create(!Conditions.IsTrue(argument.List(Name, 1, 1)[0], resolver));
}
