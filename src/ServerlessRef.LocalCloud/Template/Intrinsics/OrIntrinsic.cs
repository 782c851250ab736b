using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template.Intrinsics;

/// <summary>True when one of 2 to 10 conditions holds.</summary>
internal sealed class OrIntrinsic : IIntrinsic
{
    public string Name => "Fn::Or";

    public JsonNode? Evaluate(JsonNode? argument, Resolver resolver) =>
        JsonValue.Create(argument.List(Name, 2, 10).Any(condition => Conditions.IsTrue(condition, resolver)));
}
