using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

internal sealed class LambdaPermission : ResourceType
{
    public override string Type => "AWS::Lambda::Permission";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["Action", "FunctionName", "Principal", "SourceArn"],
        Ignored = { ["SourceAccount"] = "there is one account" },
    };

    public override string Ref(Resource resource) => resource.NameFrom("", 100);

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        properties.Only("Action", "lambda:InvokeFunction", "lambda:*");
        var function = properties.Required("FunctionName");
        cloud.FunctionReferences.Add((resource, "FunctionName", function));
        cloud.Permissions.Add((FunctionReference.NameOf(function), new InvokePermission(properties.Required("Principal"), properties.Text("SourceArn"))));
    }
}
