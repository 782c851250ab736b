using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template.Intrinsics;

/// <summary>Another condition of the template, by name, inside a condition function.</summary>
internal sealed class ConditionIntrinsic : IIntrinsic
{
    public string Name => "Condition";

    // A policy statement whose only key is Condition holds an object; a reference holds a name.
    public JsonNode? Evaluate(JsonNode? argument, Resolver resolver) => argument is JsonValue name
        ? JsonValue.Create(Conditions.Holds(name.ToString(), resolver))
        : new JsonObject { [Name] = resolver.Evaluate(argument) };
}
