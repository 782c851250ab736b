using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template.Intrinsics;

/// <summary>A pseudo parameter, a parameter or a resource's Ref value.</summary>
internal sealed class RefIntrinsic : IIntrinsic
{
    public string Name => "Ref";

    public JsonNode? Evaluate(JsonNode? argument, Resolver resolver) => argument is JsonValue value
        ? Find(value.ToString(), resolver)
        : throw new TemplateException($"Ref takes a name, not {argument?.ToJsonString() ?? "null"}");

    public static JsonNode? Find(string name, Resolver resolver)
    {
        var stack = resolver.Stack;
        if (name == "AWS::NoValue")
        {
            return Resolver.NoValue;
        }

        var pseudo = name switch
        {
            "AWS::AccountId" => LoadContext.AccountId,
            "AWS::Region" => stack.Region,
            "AWS::Partition" => "aws",
            "AWS::URLSuffix" => "amazonaws.com",
            "AWS::StackId" => stack.Id,
            "AWS::StackName" => stack.Name,
            _ when name.StartsWith("AWS::", StringComparison.Ordinal) => throw new TemplateException($"the pseudo parameter {name} is not emulated"),
            _ => null,
        };

        return pseudo is not null ? JsonValue.Create(pseudo)
            : Parameters.Find(name, stack)
            ?? (stack.Resources.TryGetValue(name, out var resource)
                ? JsonValue.Create(resource.Ref())
                : throw new TemplateException($"Unresolved resource dependencies [{name}] in the Resources block of the template"));
    }
}
