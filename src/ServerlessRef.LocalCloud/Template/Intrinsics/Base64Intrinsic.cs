using System.Text;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template.Intrinsics;

/// <summary>A text's UTF-8 bytes in Base64.</summary>
internal sealed class Base64Intrinsic : IIntrinsic
{
    public string Name => "Fn::Base64";

    public JsonNode? Evaluate(JsonNode? argument, Resolver resolver) =>
        JsonValue.Create(Convert.ToBase64String(Encoding.UTF8.GetBytes(resolver.Text(argument, Name))));
}
