namespace ServerlessRef.LocalCloud.Resources;

internal sealed class KmsKey() : IgnoredResource("AWS::KMS::Key", "encryption at rest; data stays on this machine")
{
    public override string Ref(Resource resource) => Template.LocalNames.Uuid(resource.Stack.Name, resource.LogicalId, "key");

    public override string? GetAtt(Resource resource, string attribute) => attribute switch
    {
        "Arn" => resource.Arn("kms", $"key/{Ref(resource)}"),
        "KeyId" => Ref(resource),
        _ => null,
    };
}
