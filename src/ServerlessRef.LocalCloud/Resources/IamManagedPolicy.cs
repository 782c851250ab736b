namespace ServerlessRef.LocalCloud.Resources;

internal sealed class IamManagedPolicy : ResourceType
{
    public override string Type => "AWS::IAM::ManagedPolicy";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["ManagedPolicyName", "Path", "PolicyDocument", "Roles"],
        Ignored = { ["Description"] = Reasons.Description },
    };

    public override string Ref(Resource resource) =>
        $"arn:aws:iam::{Template.LoadContext.AccountId}:policy{resource.Text("Path") ?? "/"}{resource.NameFrom("ManagedPolicyName", 128)}";

    public override string? GetAtt(Resource resource, string attribute) => attribute == "PolicyArn" ? Ref(resource) : null;

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        var statements = PolicyDocuments.Read(properties, "PolicyDocument", resource.LogicalId);
        cloud.ManagedPolicies[resource.Ref()] = statements;
        if (properties.Texts("Roles") is { Count: > 0 } roles)
        {
            cloud.RolePolicies.Add((resource, roles, statements));
        }
    }
}
