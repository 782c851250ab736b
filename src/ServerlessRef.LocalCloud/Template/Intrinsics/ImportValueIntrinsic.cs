using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template.Intrinsics;

/// <summary>What another stack of the assembly exports in the same region.</summary>
internal sealed class ImportValueIntrinsic : IIntrinsic
{
    public string Name => "Fn::ImportValue";

    public JsonNode? Evaluate(JsonNode? argument, Resolver resolver) =>
        JsonValue.Create(resolver.Context.Export(resolver.Stack.Region, resolver.Text(argument, Name)));
}
