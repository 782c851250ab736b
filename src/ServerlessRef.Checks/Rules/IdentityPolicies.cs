using System.Text.Json.Nodes;
using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>What roles may do: policies of their own, attached, and inline.</summary>
internal static class IdentityPolicies
{
    public static IEnumerable<(Resource Owner, IEnumerable<PolicyStatement> Statements)> Of(Template template) =>
        template.OfType("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy")
            .Select(policy => (policy, PolicyStatement.Of(policy.At("PolicyDocument"))))
            .Concat(template.OfType("AWS::IAM::Role").Select(role => (role, Inline(role))));

    private static IEnumerable<PolicyStatement> Inline(Resource role) =>
        role.List("Policies").OfType<JsonObject>().SelectMany(policy => PolicyStatement.Of(policy["PolicyDocument"]));
}
