using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template.Intrinsics;

/// <summary>A value of the template's Mappings.</summary>
internal sealed class FindInMapIntrinsic : IIntrinsic
{
    public string Name => "Fn::FindInMap";

    public JsonNode? Evaluate(JsonNode? argument, Resolver resolver)
    {
        var keys = argument.List(Name, 3, 3).Select(key => resolver.Text(key, Name)).ToList();
        return resolver.Stack.Section("Mappings")?[keys[0]]?[keys[1]]?[keys[2]]?.DeepClone()
            ?? throw new TemplateException($"Template error: Unable to get mapping for {string.Join("::", keys)}");
    }
}
