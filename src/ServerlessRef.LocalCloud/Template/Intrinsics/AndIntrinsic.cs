using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template.Intrinsics;

/// <summary>True when all of 2 to 10 conditions hold.</summary>
internal sealed class AndIntrinsic : IIntrinsic
{
    public string Name => "Fn::And";

    public JsonNode? Evaluate(JsonNode? argument, Resolver resolver) =>
        JsonValue.Create(argument.List(Name, 2, 10).All(condition => Conditions.IsTrue(condition, resolver)));
}
