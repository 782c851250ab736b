using ServerlessRef.LocalCloud.Aws;
using ServerlessRef.LocalCloud.Aws.Iam;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Bus;

/// <summary>What a resource's own policy lets a service do on behalf of something: a rule's dead letters, for example.</summary>
internal sealed class ServicePermissions(Cloud cloud)
{
    private readonly PolicyEvaluator _policies = new(cloud);

    public bool Allow(string servicePrincipal, string sourceArn, string action, string resource)
    {
        // A service has no role: in the resource's policy its principal stands where a role's ARN would.
        var caller = new Caller(servicePrincipal, servicePrincipal, "service");
        var context = RequestContext.For(caller, cloud.AccountId, cloud.Region);
        context.Set("aws:SourceArn", sourceArn);
        context.Set("aws:SourceAccount", cloud.AccountId);
        return _policies.Decide(caller, new IamCheck(action, resource, context)) is null;
    }
}
