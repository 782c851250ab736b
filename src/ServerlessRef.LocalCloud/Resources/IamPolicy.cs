namespace ServerlessRef.LocalCloud.Resources;

/// <summary>An inline policy of roles.</summary>
internal sealed class IamPolicy : ResourceType
{
    public override string Type => "AWS::IAM::Policy";

    public override PropertyTable Properties { get; } = new() { Read = ["PolicyName", "PolicyDocument", "Roles"] };

    public override string Ref(Resource resource) => resource.NameFrom("PolicyName", 128);

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud) =>
        cloud.RolePolicies.Add((resource, properties.Texts("Roles"), PolicyDocuments.Read(properties, "PolicyDocument", resource.LogicalId)));
}
