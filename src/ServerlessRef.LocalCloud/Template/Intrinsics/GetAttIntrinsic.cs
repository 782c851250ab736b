using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template.Intrinsics;

/// <summary>An attribute of a resource, as list or as <c>resource.attribute</c>.</summary>
internal sealed class GetAttIntrinsic : IIntrinsic
{
    public string Name => "Fn::GetAtt";

    public JsonNode? Evaluate(JsonNode? argument, Resolver resolver)
    {
        if (argument is JsonValue dotted)
        {
            var parts = dotted.ToString().Split('.', 2);
            return Find(parts[0], parts.ElementAtOrDefault(1) ?? "", resolver);
        }

        var list = argument.List(Name, 2, 2);
        return Find(list[0]?.ToString() ?? "", resolver.Text(list[1], Name), resolver);
    }

    public static JsonNode Find(string logicalId, string attribute, Resolver resolver)
    {
        if (!resolver.Stack.Resources.TryGetValue(logicalId, out var resource))
        {
            throw new TemplateException($"Template error: instance of Fn::GetAtt references undefined resource {logicalId}");
        }

        return JsonValue.Create(resource.GetAtt(attribute));
    }
}
