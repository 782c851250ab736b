using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;

namespace ServerlessRef.Infrastructure.Privileges;

/// <summary>A role for what an AWS service does in this system's name.</summary>
internal static class ServiceRole
{
    /// <param name="service">Its principal, for example <c>pipes.amazonaws.com</c>; only for resources of this account may it use the role.</param>
    public static Role Create(Construct scope, string id, string service, string description) => new(scope, id, new RoleProps
    {
        Description = description,
        AssumedBy = new ServicePrincipal(service).WithConditions(new Dictionary<string, object>
        {
            ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = Aws.ACCOUNT_ID },
        }),
    });
}
