using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

internal sealed class IamRole : ResourceType
{
    public override string Type => "AWS::IAM::Role";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["RoleName", "Path", "AssumeRolePolicyDocument", "Policies", "ManagedPolicyArns"],
        Ignored =
        {
            ["Description"] = Reasons.Description,
            ["Tags"] = Reasons.Tags,
            ["MaxSessionDuration"] = "local credentials end with the environment that holds them",
        },
    };

    public override string Ref(Resource resource) => resource.NameFrom("RoleName", 64);

    public override string? GetAtt(Resource resource, string attribute) => attribute switch
    {
        "Arn" => $"arn:aws:iam::{Template.LoadContext.AccountId}:role{resource.Text("Path") ?? "/"}{Ref(resource)}",
        "RoleId" => $"AROA{resource.Id("role", 17, upperCase: true)}",
        _ => null,
    };

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        var statements = new List<PolicyStatement>();
        foreach (var policy in properties.Objects("Policies"))
        {
            statements.AddRange(PolicyDocuments.Read(policy, "PolicyDocument", $"{resource.LogicalId} policy {policy.Text("PolicyName")}"));
        }

        foreach (var arn in properties.Texts("ManagedPolicyArns"))
        {
            if (ManagedPolicies.ByArn.TryGetValue(arn, out var managed))
            {
                statements.AddRange(managed);
            }
            else
            {
                cloud.ManagedPolicyReferences.Add((resource, arn));
            }
        }

        var trusted = PolicyDocuments.Read(properties, "AssumeRolePolicyDocument", resource.LogicalId).Where(s => s.IsAllow).SelectMany(s => s.Principals);
        cloud.Roles.Add(resource, new Role
        {
            Name = resource.Ref(),
            Arn = resource.GetAtt("Arn"),
            TrustedServices = [.. trusted.Distinct(StringComparer.Ordinal)],
            Statements = statements,
        });
    }
}
