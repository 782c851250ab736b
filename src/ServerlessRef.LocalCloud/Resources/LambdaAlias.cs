namespace ServerlessRef.LocalCloud.Resources;

internal sealed class LambdaAlias : ResourceType
{
    public override string Type => "AWS::Lambda::Alias";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["FunctionName", "FunctionVersion", "Name"],
        Ignored =
        {
            ["Description"] = Reasons.Description,
            ["ProvisionedConcurrencyConfig"] = "environments start when they are needed",
        },
    };

    public override string Ref(Resource resource) =>
        $"{resource.Arn("lambda", $"function:{FunctionReference.NameOf(resource.Text("FunctionName") ?? "")}")}:{resource.Text("Name")}";

    public override string? GetAtt(Resource resource, string attribute) => attribute == "AliasArn" ? Ref(resource) : null;

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        var function = properties.Required("FunctionName");
        cloud.FunctionReferences.Add((resource, "FunctionName", function));
        cloud.Aliases.Add($"{FunctionReference.NameOf(function)}:{properties.Required("Name")}");
    }
}
