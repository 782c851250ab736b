namespace ServerlessRef.LocalCloud.Resources;

/// <summary>Only layers of CDK's own helpers get by: those are set aside before types are asked.</summary>
internal sealed class LambdaLayerVersion : ResourceType
{
    public override string Type => "AWS::Lambda::LayerVersion";

    public override PropertyTable Properties { get; } = PropertyTable.Everything;

    public override string Ref(Resource resource) => resource.Arn("lambda", $"layer:{resource.NameFrom("LayerName", 64)}:1");

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud) =>
        resource.Problem("", "layers of functions are not emulated; put the files into the function's asset");
}
