using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>What AWS refuses at deployment when a role is missing or does not trust the service that needs it.</summary>
internal static class RoleChecks
{
    public static void Check(CloudBuilder cloud, IReadOnlyList<Role> roles)
    {
        foreach (var (resource, function) in cloud.Functions)
        {
            Trusts(resource, "Role", function.RoleArn, "lambda.amazonaws.com", roles, "The role defined for the function cannot be assumed by Lambda");
        }

        foreach (var (resource, schedule) in cloud.Schedules)
        {
            Trusts(resource, "Target.RoleArn", schedule.RoleArn, "scheduler.amazonaws.com", roles, "The execution role you provide must allow AWS EventBridge Scheduler to assume the role");
        }

        foreach (var (resource, pipe) in cloud.Pipes)
        {
            Trusts(resource, "RoleArn", pipe.RoleArn, "pipes.amazonaws.com", roles, "The role of the pipe cannot be assumed by EventBridge Pipes");
        }

        foreach (var (resource, machine) in cloud.StateMachines)
        {
            Trusts(resource, "RoleArn", machine.RoleArn, "states.amazonaws.com", roles, "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role");
        }

        foreach (var (resource, rule) in cloud.EventRules)
        {
            foreach (var target in rule.Targets.Where(target => target.RoleArn is not null))
            {
                Trusts(resource, "Targets.RoleArn", target.RoleArn!, "events.amazonaws.com", roles, "The role of the target cannot be assumed by EventBridge");
            }
        }
    }

    private static void Trusts(Resource resource, string property, string arn, string service, IReadOnlyList<Role> roles, string refusal)
    {
        var role = roles.FirstOrDefault(r => r.Arn == arn);
        if (role is null)
        {
            resource.Problem(property, $"no stack of the assembly defines the role \"{arn}\"");
        }
        else if (!role.TrustedServices.Contains(service, StringComparer.Ordinal))
        {
            resource.Problem(property, $"{refusal}: {role.Name} trusts {string.Join(", ", role.TrustedServices)}, needed is {service}");
        }
    }
}
