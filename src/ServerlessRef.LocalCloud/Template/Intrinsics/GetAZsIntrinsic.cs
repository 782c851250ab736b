using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template.Intrinsics;

/// <summary>Three availability zones of a region; an empty argument means the stack's own.</summary>
internal sealed class GetAZsIntrinsic : IIntrinsic
{
    public string Name => "Fn::GetAZs";

    public JsonNode? Evaluate(JsonNode? argument, Resolver resolver)
    {
        var region = resolver.Text(argument, Name);
        region = region.Length == 0 ? resolver.Stack.Region : region;
        return new JsonArray($"{region}a", $"{region}b", $"{region}c");
    }
}
