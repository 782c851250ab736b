using System.Globalization;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template.Intrinsics;

/// <summary>One entry of a list, by its index from 0.</summary>
internal sealed class SelectIntrinsic : IIntrinsic
{
    public string Name => "Fn::Select";

    public JsonNode? Evaluate(JsonNode? argument, Resolver resolver)
    {
        var list = argument.List(Name, 2, 2);
        var values = resolver.Texts(list[1], Name);
        var index = resolver.Text(list[0], Name);
        return int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < values.Count
            ? values[i]?.DeepClone()
            : throw new TemplateException($"{Name} cannot select value at index {index} of {values.Count}");
    }
}
