namespace ServerlessRef.LocalCloud.Resources;

internal sealed class LambdaLayerVersion() : IgnoredResource("AWS::Lambda::LayerVersion", "only CDK's own helper functions use layers, and those do not run; a function with Layers is refused")
{
    public override string Ref(Resource resource) => resource.Arn("lambda", $"layer:{resource.NameFrom("LayerName", 64)}:1");
}
