namespace ServerlessRef.LocalCloud.Resources;

internal sealed class LambdaVersion : ResourceType
{
    public override string Type => "AWS::Lambda::Version";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["FunctionName"],
        Ignored =
        {
            ["Description"] = Reasons.Description,
            ["CodeSha256"] = "the assembly's code is what runs",
        },
    };

    public override string Ref(Resource resource) => $"{resource.Arn("lambda", $"function:{FunctionReference.NameOf(resource.Text("FunctionName") ?? "")}")}:1";

    public override string? GetAtt(Resource resource, string attribute) => attribute switch
    {
        "Version" => "1",
        "FunctionArn" => Ref(resource),
        _ => null,
    };

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud) =>
        cloud.FunctionReferences.Add((resource, "FunctionName", properties.Required("FunctionName")));
}
