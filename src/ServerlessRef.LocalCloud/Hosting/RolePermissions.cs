using ServerlessRef.LocalCloud.Aws;
using ServerlessRef.LocalCloud.Aws.Iam;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Observation;

namespace ServerlessRef.LocalCloud.Hosting;

/// <summary>What AWS services check of a role before they act for it: polling a queue, invoking a schedule's target.</summary>
internal sealed class RolePermissions(Cloud cloud, PrivilegeLog? privileges)
{
    private readonly PolicyEvaluator _policies = new(cloud);

    public bool Allow(string roleArn, string action, string resource)
    {
        var caller = new Caller("service", roleArn, "service");
        var check = new IamCheck(action, resource, RequestContext.For(caller, cloud.AccountId, cloud.Region));
        var denial = _policies.Decide(caller, check);
        privileges?.Add(_policies, caller, [check], denial);
        return denial is null;
    }
}
